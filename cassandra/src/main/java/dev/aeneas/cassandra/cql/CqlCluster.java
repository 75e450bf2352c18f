package dev.aeneas.cassandra.cql;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A driver session to a managed cluster. */
public final class CqlCluster implements ManagedCluster {
    private static final String KEYSPACES = "SELECT keyspace_name, replication FROM system_schema.keyspaces";

    private static final String STREAMS =
            "SELECT id, operation, peers, status, bytes_received, bytes_sent, last_updated_at FROM system_views.streaming";

    private final CqlSession session;
    private final CqlBounds bounds;

    CqlCluster(CqlSession session, CqlBounds bounds) {
        this.session = session;
        this.bounds = bounds;
    }

    /** For statements of one's own, under the same bounds; closed with this. */
    public CqlSession session() {
        return session;
    }

    @Override
    public List<Keyspace> keyspaces() {
        return execute("read keyspaces", SimpleStatement.newInstance(KEYSPACES)).stream()
                .map(CqlCluster::keyspace)
                .sorted(Comparator.comparing(Keyspace::name))
                .toList();
    }

    @Override
    public void replicate(String keyspace, Replication.NetworkTopology replication) {
        boolean isSo = keyspace(keyspace)
                .map(present -> present.replication().equals(replication))
                .orElse(false);
        if (!isSo) {
            change("alter keyspace " + keyspace, CqlText.alterReplication(keyspace, replication));
            awaitOnEveryNode(keyspace, replication);
        }
    }

    /** The driver's own wait for agreement can be content with the old version, before the first node has told anybody. */
    private void awaitOnEveryNode(String keyspace, Replication.NetworkTopology replication) {
        long deadline = System.nanoTime() + bounds.schemaChange().toNanos();
        while (!nodesInUse().allMatch(node -> holds(node, keyspace, replication))) {
            if (System.nanoTime() > deadline) {
                throw new ClusterException.Unreachable(
                        "not every node knows the new replication of " + keyspace + " within " + bounds.schemaChange(),
                        null);
            }
        }
    }

    private Stream<Node> nodesInUse() {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getDistance() == NodeDistance.LOCAL && node.getState() == NodeState.UP);
    }

    private boolean holds(Node node, String keyspace, Replication.NetworkTopology replication) {
        var read = SimpleStatement.newInstance(KEYSPACES).setNode(node);
        return execute("read keyspaces of " + node.getEndPoint(), read).stream()
                .map(CqlCluster::keyspace)
                .anyMatch(present -> present.equals(new Keyspace(keyspace, replication)));
    }

    @Override
    public void createSuperuser(Credentials superuser) {
        String options = " " + CqlText.name(superuser.username()) + " WITH PASSWORD = "
                + CqlText.string(superuser.password()) + " AND SUPERUSER = true AND LOGIN = true";
        String asked = "create role " + superuser.username();
        change(asked, (exists(superuser.username()) ? "ALTER ROLE" : "CREATE ROLE") + options);
    }

    @Override
    public void neutraliseDefaultRole() {
        String unknown = new BigInteger(160, new SecureRandom()).toString(36);
        change(
                "neutralise the default role",
                "ALTER ROLE IF EXISTS cassandra WITH PASSWORD = " + CqlText.string(unknown)
                        + " AND SUPERUSER = false AND LOGIN = false");
    }

    @Override
    public List<StreamRecord> streamsOf(NodeAddress address) {
        // a virtual table: each node tells only its own
        Node node = session.getMetadata()
                .findNode(address.cql())
                .orElseThrow(() -> new ClusterException.Unreachable("the session knows no node " + address, null));
        return execute(
                        "read streams of " + address,
                        SimpleStatement.newInstance(STREAMS).setNode(node))
                .stream()
                .sorted(Comparator.comparing((Row row) -> row.getInstant("last_updated_at"))
                        .reversed())
                .map(CqlText::stream)
                .toList();
    }

    @Override
    public void close() {
        // forced: a graceful close waits for requests to nodes that may be frozen
        session.forceCloseAsync().toCompletableFuture().exceptionally(e -> null);
    }

    private boolean exists(String role) {
        // in a new cluster the row has one replica, which may be in another datacenter
        SimpleStatement statement = SimpleStatement.newInstance(
                        "SELECT role FROM system_auth.roles WHERE role = ?", role)
                .setConsistencyLevel(ConsistencyLevel.QUORUM);
        return !execute("look for role " + role, statement).isEmpty();
    }

    private void change(String asked, String statement) {
        execute(asked, SimpleStatement.newInstance(statement).setTimeout(bounds.schemaChange()));
    }

    private List<Row> execute(String asked, SimpleStatement statement) {
        try {
            return session.execute(statement).all();
        } catch (DriverException e) {
            throw CqlErrors.translate(asked, e);
        }
    }

    private static Keyspace keyspace(Row row) {
        Map<String, String> options = row.getMap("replication", String.class, String.class);
        return new Keyspace(row.getString("keyspace_name"), CqlText.replication(options == null ? Map.of() : options));
    }
}
