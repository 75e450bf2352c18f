package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.Credentials;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a new cluster ours: our superuser instead of the one that everybody knows, and system keyspaces in every
 * datacenter.
 *
 * <pre>
 *   role cassandra ──▶ create role aeneas ──▶ alter system keyspaces ──▶ repair system_auth ──▶ neutralise cassandra
 *   (appears late)     (one replica)          (rows are where they were)  (rows are everywhere)
 * </pre>
 */
public final class SecureCluster {
    private static final String ROLES = "system_auth";

    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration loginBound;
    private final Duration repairBound;

    public SecureCluster(ClusterAccess access, Awaiting awaiting, Duration loginBound, Duration repairBound) {
        this.access = access;
        this.awaiting = awaiting;
        this.loginBound = loginBound;
        this.repairBound = repairBound;
    }

    /** Until our superuser can log in; the first role appears some time after the start. */
    public void createSuperuser(ClusterTopology topology) throws InterruptedException {
        var contacts = ClusterAccess.oneDatacenter(topology.nodes());
        var missing = awaiting.until(loginBound, () -> {
            if (tried(contacts, access.superuser(topology.cluster()), session -> {})
                    .isEmpty()) {
                return List.of();
            }
            return tried(
                            contacts,
                            Credentials.CASSANDRA_DEFAULT,
                            session -> session.createSuperuser(access.superuser(topology.cluster())))
                    .map(why -> List.of("neither role can log in: " + why))
                    .orElse(List.of("not tried yet as our superuser"));
        });
        require(missing, topology, "NoSuperuser", loginBound);
    }

    /** Replicates the system keyspaces to every datacenter, and the rows that are there already with them. */
    public void replicateSystemKeyspaces(ClusterTopology topology) throws InterruptedException {
        var factors = new TreeMap<String, Integer>();
        topology.datacenters().forEach(d -> factors.put(d.datacenter().value(), d.replicationFactor()));
        var wanted = new Replication.NetworkTopology(factors);
        var contacts = ClusterAccess.oneDatacenter(topology.nodes());
        var missing = awaiting.until(loginBound, () -> {
            var failed = tried(
                    contacts,
                    access.superuser(topology.cluster()),
                    session -> Keyspace.REPLICATED_SYSTEM.forEach(keyspace -> session.replicate(keyspace, wanted)));
            if (failed.isPresent()) {
                // altered before a crash and not repaired: the rows of our role may not be where they are looked for
                repairRoles(topology);
            }
            return failed.stream().toList();
        });
        require(missing, topology, "SystemKeyspacesNotReplicated", loginBound);
        repairRoles(topology);
        neutralise(topology, contacts);
    }

    private void neutralise(ClusterTopology topology, List<Node> contacts) throws InterruptedException {
        var missing = awaiting.until(
                loginBound,
                () ->
                        tried(contacts, access.superuser(topology.cluster()), ManagedCluster::neutraliseDefaultRole)
                                .stream()
                                .toList());
        require(missing, topology, "DefaultRoleNotNeutralised", loginBound);
    }

    private void repairRoles(ClusterTopology topology) throws InterruptedException {
        var all = new TreeSet<String>();
        topology.datacenters().forEach(d -> all.add(d.datacenter().value()));
        var request = new RepairRequest(ROLES, all, RepairRequest.Ranges.ALL_OWNED);
        Parallel.each(fewestThatHoldAll(topology), node -> {
            try (var operations = access.connect(topology.cluster(), node)) {
                var result = operations.repair(request, repairBound, progress -> {});
                if (result instanceof RepairResult.Failed || result instanceof RepairResult.Unknown) {
                    throw new IllegalStateException(ROLES + " was not repaired from " + node.name() + ": " + result);
                }
                return result;
            }
        });
    }

    /** With a rack per replica the nodes of one rack hold everything; with a replica on every node, each of them does. */
    static List<Node> fewestThatHoldAll(ClusterTopology topology) {
        return topology.datacenters().stream()
                .map(SecureCluster::fewestThatHoldAll)
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private static List<Node> fewestThatHoldAll(Datacenter datacenter) {
        if (datacenter.replicationFactor() >= datacenter.nodes().size()) {
            return datacenter.nodes().subList(0, 1);
        }
        return datacenter.racks().size() == datacenter.replicationFactor()
                ? datacenter.nodes().stream()
                        .filter(node -> node.rack().equals(datacenter.racks().get(0)))
                        .toList()
                : datacenter.nodes();
    }

    private interface InSession {
        void run(ManagedCluster session);
    }

    /** Why it did not work; empty: it did. */
    private Optional<String> tried(List<Node> contacts, Credentials as, InSession work) {
        try (ManagedCluster session = access.login(contacts, as)) {
            work.run(session);
            return Optional.empty();
        } catch (ClusterException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void require(List<String> missing, ClusterTopology topology, String code, Duration bound) {
        if (!missing.isEmpty()) {
            throw ProvisioningFailed.of(
                    code,
                    topology.cluster().value(),
                    "not so within " + bound.toSeconds() + " s: " + String.join("; ", missing));
        }
    }
}
