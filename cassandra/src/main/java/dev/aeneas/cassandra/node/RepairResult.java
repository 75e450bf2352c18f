package dev.aeneas.cassandra.node;

import java.time.Duration;

/** What became of a repair. */
public sealed interface RepairResult {
    /** The replicas agreed on everything that was asked for at the time of asking. */
    record Repaired(Duration took) implements RepairResult {}

    /** The node holds nothing of that keyspace that has another replica. */
    record NothingToRepair() implements RepairResult {}

    /** Some range was not repaired. */
    record Failed(String reason) implements RepairResult {}

    /** The bound passed or the node forgot: it may have been done, may still run. Repairing again is harmless. */
    record Unknown(String reason) implements RepairResult {}
}
