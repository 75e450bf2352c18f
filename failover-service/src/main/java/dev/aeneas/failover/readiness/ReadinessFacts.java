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
 * @param observers every observer that was heard lately, with the region it looks from
 * @param precautions what it rests upon beside the standby's nodes
 */
public record ReadinessFacts(
        ClusterFailover cluster,
        Optional<Datacenter> primary,
        Optional<Datacenter> standby,
        Optional<StandbySeen> seen,
        Growth growth,
        Map<String, String> observers,
        Precautions precautions,
        Instant at) {

    /** The cluster as one node of the standby sees it. */
    public record StandbySeen(RingView ring, List<Keyspace> keyspaces, Map<NodeAddress, Instant> oldestHints) {}

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
