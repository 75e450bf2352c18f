package dev.aeneas.cassandra.cql;

import java.net.InetAddress;
import java.util.Set;
import java.util.UUID;

/**
 * A stream plan as one node remembers it, running or over: which sources a joined node took its data from.
 *
 * @param plan the same on both sides, so that a source tells what it alone has sent
 * @param operation in Cassandra's words: Bootstrap, Rebuild, Unbootstrap, Repair …
 * @param peers all the nodes it exchanged data with
 */
public record StreamRecord(
        UUID plan, String operation, Set<InetAddress> peers, Outcome outcome, long receivedBytes, long sentBytes) {
    /** How far it came. */
    public enum Outcome {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    public StreamRecord {
        peers = Set.copyOf(peers);
    }
}
