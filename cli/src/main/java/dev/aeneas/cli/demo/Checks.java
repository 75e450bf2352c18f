package dev.aeneas.cli.demo;

import dev.aeneas.cli.demo.DemoReport.Check;
import dev.aeneas.cli.demo.DemoReport.NodeState;
import dev.aeneas.cli.demo.DemoReport.Promise;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What must hold for exit code 0, and what was promised and is only reported. Pure. */
final class Checks {
    static final String UP_NORMAL = "Up/NORMAL";

    private static final double SOONER_THAN_GOSSIP = 5;
    private static final double DURATION_MAX_MS = Duration.ofMinutes(5).toMillis();
    private static final double MEMORY_MAX_BYTES = 10e9;

    private Checks() {}

    static List<Check> of(Evidence evidence) {
        return List.of(
                events(evidence.timeline()),
                order(evidence.timeline()),
                backup(evidence.backup()),
                capacity(evidence),
                served(evidence),
                readable(evidence),
                nothingVanished(evidence));
    }

    static List<Promise> promises(Timeline timeline, Long gossipDownMs, long durationMs, long memoryPeakBytes) {
        Double sooner = timeline.millisTo(RegionDown.class)
                .filter(down -> gossipDownMs != null && down > 0)
                .map(down -> gossipDownMs / (double) down)
                .orElse(null);
        return List.of(
                Promise.atLeast("gossipDownMs / regionDownMs", sooner, SOONER_THAN_GOSSIP),
                Promise.atMost("durationMs", (double) durationMs, DURATION_MAX_MS),
                Promise.atMost("memoryPeakBytes", (double) memoryPeakBytes, MEMORY_MAX_BYTES));
    }

    private static Check events(Timeline timeline) {
        List<String> missing = timeline.missing();
        return new Check(
                "every event of the failover came",
                missing.isEmpty(),
                missing.isEmpty() ? timeline.events().size() + " events" : "missing: " + String.join(", ", missing));
    }

    private static Check order(Timeline timeline) {
        String order = Timeline.ORDER.stream().map(Class::getSimpleName).collect(Collectors.joining(" → "));
        return new Check("they came in order", timeline.inOrder(), order);
    }

    private static Check backup(DemoReport.Backup backup) {
        return new Check(
                "the backup completed",
                backup.state().equalsIgnoreCase("Completed"),
                backup.backupId() + ": " + backup.state());
    }

    private static Check capacity(Evidence evidence) {
        List<NodeState> standby = evidence.standbyAfter();
        boolean holds = standby.size() == DemoCluster.PRIMARY_NODES
                && standby.stream()
                        .allMatch(node ->
                                node.state().equals(UP_NORMAL) && node.sku().equals(evidence.targetSku()));
        return new Check(
                "the standby has " + DemoCluster.PRIMARY_NODES + " nodes of " + evidence.targetSku()
                        + ", all Up/Normal",
                holds,
                standby.stream()
                        .map(node -> node.name() + " " + node.sku() + " " + node.state())
                        .collect(Collectors.joining(", ")));
    }

    private static Check served(Evidence evidence) {
        long rows = evidence.acknowledged().by(DemoCluster.STANDBY);
        return new Check("the application was served by the standby", rows > 0, rows + " rows acknowledged there");
    }

    private static Check readable(Evidence evidence) {
        long before = evidence.rowsReadableBefore();
        long after = evidence.rowsReadableAfter();
        return new Check(
                "as many rows are readable as before",
                before > 0 && after >= before,
                String.format(Locale.ROOT, "%d before, %d after", before, after));
    }

    private static Check nothingVanished(Evidence evidence) {
        long gone = evidence.readableNoMore();
        return new Check("every row readable before is readable after", gone == 0, gone + " are not");
    }
}
