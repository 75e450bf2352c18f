package dev.aeneas.cassandra.cql;

import java.time.Duration;

/** What a probe met. */
public sealed interface ProbeAnswer {
    /** The node speaks CQL; measured from before the connect until its answer was read. */
    record Answered(Duration latency) implements ProbeAnswer {}

    /** The host is there, the node is not: nothing listens, or it hung up. */
    record Refused(String reason) implements ProbeAnswer {}

    /** Nothing came: frozen, cut off or gone. Not a proof of death. */
    record Silent(Duration waited) implements ProbeAnswer {}

    default boolean answered() {
        return this instanceof Answered;
    }
}
