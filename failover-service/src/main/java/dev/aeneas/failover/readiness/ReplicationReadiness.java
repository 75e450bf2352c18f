package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import java.util.stream.Stream;

/** Every keyspace has replicas in the standby: what is not there is lost with the region. */
final class ReplicationReadiness {
    private static final int QUORUM_SURVIVES_A_NODE = 3;

    private ReplicationReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        if (facts.standby().isEmpty() || facts.primary().isEmpty()) {
            return Stream.empty();
        }
        var standby = facts.standby().get().datacenter().value();
        var primary = facts.primary().get().datacenter().value();
        return facts.seen().stream()
                .flatMap(seen -> seen.keyspaces().stream())
                .filter(keyspace -> !keyspace.isLocal())
                .flatMap(keyspace -> check(keyspace, primary, standby));
    }

    private static Stream<Finding> check(Keyspace keyspace, String primary, String standby) {
        int there = keyspace.replication().factorIn(standby);
        if (keyspace.isSystem()) {
            return there > 0 || !Keyspace.REPLICATED_SYSTEM.contains(keyspace.name())
                    ? Stream.empty()
                    : Stream.of(absent(keyspace, primary, standby, "nobody can log in or repair there without it"));
        }
        if (!(keyspace.replication() instanceof Replication.NetworkTopology) || there == 0) {
            return Stream.of(absent(keyspace, primary, standby, "its data is lost with the region"));
        }
        return there < Math.min(QUORUM_SURVIVES_A_NODE, keyspace.replication().factorIn(primary))
                ? Stream.of(fewer(keyspace, there, standby))
                : Stream.empty();
    }

    private static Finding absent(Keyspace keyspace, String primary, String standby, String consequence) {
        return red(
                Check.KEYSPACE_REPLICATED,
                keyspace.name(),
                "keyspace " + keyspace.name() + " has no replica in " + standby + " by NetworkTopologyStrategy: "
                        + consequence,
                "alter the keyspace so that it names " + standby + ", then rebuild " + standby + " from " + primary
                        + " (clusters made with autoReplicate get this by themselves)");
    }

    private static Finding fewer(Keyspace keyspace, int there, String standby) {
        return yellow(
                Check.KEYSPACE_QUORUM_SURVIVES,
                keyspace.name(),
                "keyspace " + keyspace.name() + " has only " + there + " replicas in " + standby
                        + ": after a failover LOCAL_QUORUM fails as soon as one node is away",
                "give it " + QUORUM_SURVIVES_A_NODE + " replicas in " + standby + " and repair it there");
    }
}
