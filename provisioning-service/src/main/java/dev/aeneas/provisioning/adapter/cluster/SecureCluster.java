package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.credentials.Credentials;
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
 *   as cassandra: alter system keyspaces ──▶ repair system_auth ──▶ create role aeneas ──▶ as aeneas: neutralise cassandra
 *   (which appears late; a row of its own)   (rows are everywhere)  (where it is looked for)
 * </pre>
 *
 * <p>In this order, because every role but the default one is read in the coordinator's own datacenter: as long as rows have
 * one replica somewhere, such a role can neither be created nor log in where that replica is not.
 */
public final class SecureCluster {
    private static final String ROLES = "system_auth";
    /** So many times without any login: the service may have died between altering and repairing. */
    private static final int TRIES_BEFORE_REPAIR = 8;

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

    /** Until our superuser can log in. */
    public void createSuperuser(ClusterTopology topology) throws InterruptedException {
        var contacts = ClusterAccess.oneDatacenter(topology.nodes());
        int[] tries = {0};
        var missing = awaiting.until(loginBound, () -> {
            if (login(topology, contacts).isEmpty()) {
                return List.of();
            }
            tries[0]++;
            var theirs =
                    tried(topology, contacts, Credentials.CASSANDRA_DEFAULT, session -> takeOver(topology, session));
            if (theirs.isPresent() && tries[0] % TRIES_BEFORE_REPAIR == 0) {
                repairRoles(topology);
            }
            // again at once: the repair may have taken longer than the bound
            return login(topology, contacts)
                    .map(ours -> "neither role can log in: " + ours + "; " + theirs.orElse("the default one could"))
                    .stream()
                    .toList();
        });
        require(missing, topology, "NoSuperuser", loginBound);
    }

    /** Why our superuser cannot log in. */
    private Optional<String> login(ClusterTopology topology, List<Node> contacts) throws InterruptedException {
        return tried(topology, contacts, access.superuser(topology.cluster()), session -> {});
    }

    /** Every system keyspace in every datacenter, and nobody but us a superuser. */
    public void replicateSystemKeyspaces(ClusterTopology topology) throws InterruptedException {
        var contacts = ClusterAccess.oneDatacenter(topology.nodes());
        var missing = awaiting.until(
                loginBound, () -> tried(topology, contacts, access.superuser(topology.cluster()), session -> {
                            replicate(topology, session);
                            session.neutraliseDefaultRole();
                        })
                        .stream()
                        .toList());
        require(missing, topology, "SystemKeyspacesNotReplicated", loginBound);
    }

    private void takeOver(ClusterTopology topology, ManagedCluster session) throws InterruptedException {
        replicate(topology, session);
        repairRoles(topology);
        session.createSuperuser(access.superuser(topology.cluster()));
    }

    /** The roles' own keyspace at last: between its change and its repair nobody may be able to log in. */
    private static void replicate(ClusterTopology topology, ManagedCluster session) {
        var factors = new TreeMap<String, Integer>();
        topology.datacenters().forEach(d -> factors.put(d.datacenter().value(), d.replicationFactor()));
        var wanted = new Replication.NetworkTopology(factors);
        Keyspace.REPLICATED_SYSTEM.stream()
                .filter(keyspace -> !keyspace.equals(ROLES))
                .forEach(keyspace -> session.replicate(keyspace, wanted));
        session.replicate(ROLES, wanted);
    }

    private void repairRoles(ClusterTopology topology) throws InterruptedException {
        var nodes = fewestThatHoldAll(topology);
        var request = repairFrom(nodes, topology);
        Parallel.each(nodes, node -> {
            try (var operations = access.connect(topology.cluster(), node)) {
                var result = operations.repair(request, repairBound, progress -> {});
                if (result instanceof RepairResult.Failed || result instanceof RepairResult.Unknown) {
                    throw new IllegalStateException(ROLES + " was not repaired from " + node.name() + ": " + result);
                }
                return result;
            }
        });
    }

    /** Each range once where every node of the cluster is asked; repairing all that each owns would do it once per replica. */
    static RepairRequest repairFrom(List<Node> nodes, ClusterTopology topology) {
        var all = new TreeSet<String>();
        topology.datacenters().forEach(d -> all.add(d.datacenter().value()));
        boolean everyNode = nodes.size() == topology.nodes().size();
        return new RepairRequest(ROLES, all, everyNode ? RepairRequest.Ranges.PRIMARY : RepairRequest.Ranges.ALL_OWNED);
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
        void run(ManagedCluster session) throws InterruptedException;
    }

    /** Why it did not work; empty: it did. */
    private Optional<String> tried(ClusterTopology topology, List<Node> contacts, Credentials as, InSession work)
            throws InterruptedException {
        try (ManagedCluster session = access.login(topology.cluster(), contacts, as)) {
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
