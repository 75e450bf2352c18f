package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.Replication.NetworkTopology;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.util.List;
import java.util.function.Predicate;

/** Where keyspaces are replicated to, as datacenters come and go. */
public final class Keyspaces {
    private static final String ROLES = "system_auth";

    private final ClusterAccess access;

    public Keyspaces(ClusterAccess access) {
        this.access = access;
    }

    /**
     * Refuses while a user keyspace is not replicated by datacenter: part of it would belong to the new one at once.
     *
     * @throws ProvisioningFailed with code {@code KeyspaceNotByDatacenter}
     */
    public void checkReadyForAnotherDatacenter(ClusterTopology topology) throws InterruptedException {
        try (var session = session(topology, d -> true)) {
            var others = names(
                    session,
                    keyspace -> !keyspace.isSystem()
                            && !keyspace.isLocal()
                            && !(keyspace.replication() instanceof NetworkTopology));
            if (!others.isEmpty()) {
                throw ProvisioningFailed.of(
                        "KeyspaceNotByDatacenter",
                        String.join(", ", others),
                        "a new datacenter would take part of these keyspaces without holding their data: " + others
                                + "; alter them to NetworkTopologyStrategy first");
            }
        }
    }

    /** System keyspaces always, the user's as they want it. Data does not move by this. */
    public void replicateTo(ClusterTopology topology, Datacenter added, AutoReplicate autoReplicate)
            throws InterruptedException {
        var name = added.datacenter().value();
        try (var session = session(topology, d -> !d.equals(added))) {
            for (var keyspace : session.keyspaces()) {
                boolean wanted = Keyspace.REPLICATED_SYSTEM.contains(keyspace.name())
                        || (!keyspace.isSystem() && autoReplicate == AutoReplicate.ALL_KEYSPACES);
                if (wanted && keyspace.replication() instanceof NetworkTopology byName && byName.factorIn(name) == 0) {
                    session.replicate(keyspace.name(), byName.with(name, added.replicationFactor()));
                }
            }
        }
    }

    /**
     * Keyspaces no longer name the datacenter; that of the roles does until its nodes are off the ring.
     *
     * @param usersToo only when a creation is taken back: what is there is elsewhere too
     */
    public void dropFrom(ClusterTopology topology, Datacenter leaving, boolean usersToo) throws InterruptedException {
        var name = leaving.datacenter().value();
        try (var session = session(topology, d -> !d.equals(leaving))) {
            for (var keyspace : session.keyspaces()) {
                boolean ours = keyspace.isSystem() && !keyspace.name().equals(ROLES);
                if ((ours || (usersToo && !keyspace.isSystem()))
                        && keyspace.replication() instanceof NetworkTopology byName
                        && byName.factorIn(name) > 0) {
                    session.replicate(keyspace.name(), byName.without(name));
                }
            }
        }
    }

    /** Cassandra refuses this as long as a node of the datacenter is on the ring. */
    public void dropRolesFrom(ClusterTopology topology, Datacenter left) throws InterruptedException {
        var name = left.datacenter().value();
        try (var session = session(topology, d -> !d.equals(left))) {
            var roles = session.keyspace(ROLES).map(Keyspace::replication).orElseThrow();
            if (roles instanceof NetworkTopology byName && byName.factorIn(name) > 0) {
                session.replicate(ROLES, byName.without(name));
            }
        }
    }

    /** User keyspaces that have replicas there. */
    public List<String> usedBy(ClusterTopology topology, DatacenterName datacenter) throws InterruptedException {
        boolean last = topology.datacenters().size() == 1;
        try (var session = session(topology, d -> last || !d.datacenter().equals(datacenter))) {
            return names(
                    session,
                    keyspace -> !keyspace.isSystem()
                            && (keyspace.replication().factorIn(datacenter.value()) > 0
                                    || keyspace.replication() instanceof Replication.Simple));
        }
    }

    public void checkUnused(ClusterTopology topology, DatacenterName datacenter) throws InterruptedException {
        var users = usedBy(topology, datacenter);
        if (!users.isEmpty()) {
            throw ProvisioningFailed.of(
                    "DatacenterInUse",
                    datacenter.value(),
                    "keyspaces are still replicated to " + datacenter + ": " + users
                            + "; alter them so that they no longer name it, then delete it again");
        }
    }

    /** A session in a living datacenter, of those that the condition names. */
    ManagedCluster session(ClusterTopology topology, Predicate<Datacenter> which) throws InterruptedException {
        var nodes = topology.datacenters().stream()
                .filter(which)
                .flatMap(d -> d.nodes().stream())
                .toList();
        return access.login(topology.cluster(), ClusterAccess.oneDatacenter(access.livingMembers(nodes)));
    }

    private static List<String> names(ManagedCluster session, Predicate<Keyspace> which) {
        return session.keyspaces().stream().filter(which).map(Keyspace::name).toList();
    }
}
