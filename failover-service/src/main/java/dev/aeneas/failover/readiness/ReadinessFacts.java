package dev.aeneas.failover.readiness;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.failover.run.ClusterFailover;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the rules look at, gathered at one moment.
 *
 * @param primary where clients are now; empty without a policy
 * @param standby where the policy would send them; empty without a policy
 * @param seen what the standby's nodes say; empty when none of them answers
 * @param replication how far the standby is behind
 * @param observers every observer that was heard lately, with the region it looks from
 * @param precautions what it rests upon beside the standby's nodes
 */
public record ReadinessFacts(
        ClusterFailover cluster,
        Optional<Datacenter> primary,
        Optional<Datacenter> standby,
        Optional<StandbySeen> seen,
        Replication replication,
        Growth growth,
        Map<String, String> observers,
        Precautions precautions,
        Instant at) {

    /**
     * The cluster as one node of the standby sees it.
     *
     * @param dropped writes that nodes of the standby let fall in the last minutes; a node that let none fall is not in it
     */
    public record StandbySeen(
            RingView ring,
            List<Keyspace> keyspaces,
            Map<NodeAddress, Instant> oldestHints,
            Map<NodeAddress, Long> dropped) {}

    /** How far the standby is behind, by the rows that observers write all the time. */
    public sealed interface Replication {
        /** Nobody writes any. */
        record Off() implements Replication {}

        /** Not known at this moment. */
        record Unknown(String reason) implements Replication {}

        /** The oldest row that is not found in the standby yet is so old; what is older than {@code told} is told. */
        record Behind(Duration lag, Duration told) implements Replication {}
    }

    /** Whether the standby could grow to its target now. */
    public sealed interface Growth {
        /** It is large enough already, or there is no target. */
        record NotNeeded() implements Growth {}

        /** Scaling has a plan for it; {@code forecast} is null while nothing was measured yet. */
        record Planned(int nodeCount, Duration forecast) implements Growth {}

        /** Scaling would refuse, with every rule that is broken. */
        record Refused(List<String> rules) implements Growth {}

        /** Not known at this moment: another run is open, for instance. */
        record Unknown(String reason) implements Growth {}

        /** Scaling does not answer, so nobody would grow anything. */
        record NobodyThere(String reason) implements Growth {}
    }
}
