package dev.aeneas.backup.adapter.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.backup.copy.CopyProcess;
import dev.aeneas.backup.copy.CopyRun;
import dev.aeneas.backup.drill.DrillProcess;
import dev.aeneas.backup.restore.RestoreProcess;
import dev.aeneas.backup.retention.RetentionFacts;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.Retention;
import dev.aeneas.backup.schedule.BackupSchedule;
import dev.aeneas.backup.schedule.BackupSchedule.Present;
import dev.aeneas.backup.turn.Turns;
import dev.aeneas.backup.verification.Verification;
import dev.aeneas.backup.verification.VerificationProcess;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What schedules, runs and turns in the journal say. */
public final class JournaledFacts implements RetentionFacts {
    private final Journal journal;

    public JournaledFacts(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Map<String, Retention> schedules(ClusterName cluster) {
        return states("schedule", journal.open("schedule"), cluster, BackupSchedule.class)
                .filter(Present.class::isInstance)
                .map(schedule -> ((Present) schedule).plan())
                .collect(Collectors.toMap(
                        plan -> plan.scheduleName(),
                        plan -> new Retention(plan.retentionInHours(), plan.retentionCount())));
    }

    @Override
    public Set<String> inUse(ClusterName cluster) {
        var ids = new HashSet<String>();
        states("backup", journal.open("backup"), cluster, BackupRun.class)
                .filter(BackupRun.Open.class::isInstance)
                .forEach(run -> ids.add(run.request().backupId()));
        copies(cluster).forEach(copy -> ids.add(copy.request().backupId()));
        ids.addAll(restored());
        return ids;
    }

    @Override
    public Set<String> copiedInto(ClusterName cluster) {
        return copies(cluster).map(copy -> copy.request().copyTo()).collect(Collectors.toSet());
    }

    private Stream<CopyRun> copies(ClusterName cluster) {
        return states(CopyProcess.KIND, journal.open(CopyProcess.KIND), cluster, CopyRun.class)
                .filter(CopyRun.Copying.class::isInstance);
    }

    /** Whatever an open restore or drill names as its backup, of whichever cluster: one kept too many does no harm. */
    private List<String> restored() {
        return Stream.of(RestoreProcess.KIND, DrillProcess.KIND)
                .flatMap(kind -> journal.open(kind).stream().map(id -> new ProcessId(kind, id)))
                .flatMap(process -> load(process, JsonNode.class))
                .flatMap(state -> state.findValuesAsText("backupId").stream())
                .toList();
    }

    @Override
    public Set<String> verified(ClusterName cluster, String store) {
        return states(VerificationProcess.NAME, journal.all(VerificationProcess.NAME), cluster, Verification.class)
                .filter(verification -> verification.store().equals(store))
                .filter(verification ->
                        verification.last() != null && verification.last().isWell())
                .map(Verification::backupId)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean holdsTurn(ClusterName cluster, String holder) {
        return load(new ProcessId("turns", cluster.value()), Turns.class).anyMatch(turns -> turns.isTurnOf(holder));
    }

    private <T> Stream<T> states(String kind, List<String> ids, ClusterName cluster, Class<T> type) {
        return ids.stream()
                .filter(id -> id.startsWith(cluster + "/"))
                .flatMap(id -> load(new ProcessId(kind, id), type));
    }

    private <T> Stream<T> load(ProcessId process, Class<T> type) {
        return journal
                .load(process)
                .map(entry -> WireFormat.read(entry.state().getBytes(StandardCharsets.UTF_8), type))
                .stream();
    }
}
