package dev.aeneas.backup.retention;

import dev.aeneas.backup.retention.MarkAndSweep.Swept;
import dev.aeneas.backup.retention.RetentionWork.Asked;
import dev.aeneas.backup.retention.RetentionWork.Done;
import dev.aeneas.backup.retention.RetentionWork.NotDeleted;
import dev.aeneas.backup.retention.RetentionWork.Plan;
import dev.aeneas.backup.retention.RetentionWork.Planned;
import dev.aeneas.backup.retention.RetentionWork.Sweep;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.WorkAbandoned;
import dev.aeneas.platform.process.Worker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans and sweeps, in every store there is. */
public final class RetentionWorker implements Worker<RetentionWork> {
    private final BackupStores stores;
    private final RetentionFacts facts;
    private final Settings settings;
    private final InstantSource clock;

    /**
     * Bounds of retention.
     *
     * @param grace younger contents, and younger incomplete backups, are left alone
     * @param backupsMax deleted by one run; the next one goes on
     */
    public record Settings(Duration grace, int backupsMax, MarkAndSweep.Bounds sweep) {}

    public RetentionWorker(BackupStores stores, RetentionFacts facts, Settings settings, InstantSource clock) {
        this.stores = stores;
        this.facts = facts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Object perform(ProcessId process, RetentionWork work) throws IOException, InterruptedException {
        return work instanceof Sweep sweep ? sweep(sweep) : plan((Plan) work);
    }

    /** What retention would do now, with nothing done. */
    public Preview preview(ClusterName cluster) throws IOException, InterruptedException {
        var planned = plan(new Plan(cluster, "", List.of()));
        var swept = Swept.NOTHING;
        for (var store : stores.names()) {
            swept = swept.plus(sweeper(cluster, store).count(ids(planned.expired(), store), olderThan()));
        }
        return new Preview(cluster, planned.expired(), swept.objects(), swept.bytes(), swept.kept());
    }

    /** A dry run: these backups would go, and so many contents with them. */
    public record Preview(ClusterName cluster, List<Expired> expired, long objects, long bytes, long objectsKept) {}

    /** Why a backup may not be deleted; empty: it may. */
    public Optional<NotDeleted> refusal(ClusterName cluster, String backupId, boolean evenTheLast) throws IOException {
        return refusal(new Asked(backupId, evenTheLast), backups(cluster), facts.inUse(cluster));
    }

    private Planned plan(Plan work) throws IOException {
        var cluster = work.cluster();
        var backups = backups(cluster);
        var inUse = facts.inUse(cluster);
        var expired = new ArrayList<Expired>();
        var notDeleted = new ArrayList<NotDeleted>();
        for (var asked : work.asked()) {
            refusal(asked, backups, inUse).ifPresentOrElse(notDeleted::add, () -> backups.stream()
                    .filter(backup -> backup.backupId().equals(asked.backupId()))
                    .forEach(backup -> expired.add(
                            new Expired(backup.store(), backup.backupId(), BackupDeleted.Reason.ASKED_FOR))));
        }
        var ids = expired.stream().map(Expired::backupId).collect(Collectors.toSet());
        backups.removeIf(backup -> ids.contains(backup.backupId()));
        var schedules = facts.schedules(cluster);
        var now = clock.instant();
        // store by store: a backup and its copy are two, and the newest of each place stays there
        backups.stream()
                .collect(Collectors.groupingBy(StoredBackup::store, TreeMap::new, Collectors.toList()))
                .forEach((store, inOne) -> expired.addAll(Expiry.of(
                        inOne,
                        new Expiry.Situation(
                                schedules, inUse, facts.verified(cluster, store), settings.grace(), now))));
        return new Planned(expired.stream().limit(settings.backupsMax()).toList(), notDeleted);
    }

    private static Optional<NotDeleted> refusal(Asked asked, List<StoredBackup> backups, Set<String> inUse) {
        var id = asked.backupId();
        if (backups.stream().noneMatch(backup -> backup.backupId().equals(id))) {
            return Optional.of(new NotDeleted(id, Kind.NOT_FOUND, "is not in any store: list the backups there are"));
        }
        if (inUse.contains(id)) {
            return Optional.of(new NotDeleted(id, Kind.CONFLICT, "is being made or restored: wait until that is over"));
        }
        return !asked.evenTheLast() && Expiry.newest(backups).filter(id::equals).isPresent()
                ? Optional.of(new NotDeleted(
                        id,
                        Kind.CONFLICT,
                        "is the newest complete backup there is: make another one first, or ask with evenTheLast"))
                : Optional.empty();
    }

    private Done sweep(Sweep work) throws IOException, InterruptedException {
        var cluster = work.cluster();
        var inUse = facts.inUse(cluster);
        for (var expired : work.expired()) {
            check(work);
            if (inUse.contains(expired.backupId())) {
                throw new IOException(expired.backupId() + " came into use meanwhile");
            }
            stores.named(expired.store()).deleteBackup(cluster, expired.backupId());
        }
        var swept = Swept.NOTHING;
        for (var store : stores.names()) {
            swept = swept.plus(sweep(work, store));
        }
        return new Done(swept);
    }

    /** A copy counts on contents that nobody needs yet: where one is made, the next run sweeps. */
    private Swept sweep(Sweep work, String store) throws IOException, InterruptedException {
        try {
            requireNoCopy(work.cluster(), store);
            return sweeper(work.cluster(), store).sweep(olderThan(), () -> {
                check(work);
                requireNoCopy(work.cluster(), store);
            });
        } catch (CopyUnderWay e) {
            return Swept.NOTHING;
        }
    }

    private void requireNoCopy(ClusterName cluster, String store) {
        if (facts.copiedInto(cluster).contains(store)) {
            throw new CopyUnderWay();
        }
    }

    private static final class CopyUnderWay extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Somebody who was thought dead may still be at work here while backups are being made again. */
    private void check(Sweep work) {
        if (!facts.holdsTurn(work.cluster(), work.holder())) {
            throw new WorkAbandoned("it is not the turn of " + work.holder() + " of " + work.cluster() + " any more");
        }
    }

    private Instant olderThan() {
        return clock.instant().minus(settings.grace());
    }

    private MarkAndSweep sweeper(ClusterName cluster, String store) {
        return new MarkAndSweep(stores.named(store), cluster, settings.sweep());
    }

    private List<StoredBackup> backups(ClusterName cluster) throws IOException {
        var backups = new ArrayList<StoredBackup>();
        for (var store : stores.names()) {
            backups.addAll(new Inventory(store, stores.named(store), cluster).backups());
        }
        return backups;
    }

    private static Set<String> ids(List<Expired> expired, String store) {
        return expired.stream()
                .filter(backup -> backup.store().equals(store))
                .map(Expired::backupId)
                .collect(Collectors.toSet());
    }
}
