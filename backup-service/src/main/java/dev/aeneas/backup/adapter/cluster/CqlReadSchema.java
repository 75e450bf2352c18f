package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRequest;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.ReadSchema;
import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.ring.Keyspace;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the schema as the nodes themselves describe it. */
public final class CqlReadSchema implements ReadSchema {
    private final NodeAccess access;
    private final CqlClusters clusters;
    private final boolean withRoles;

    /** Without roles. */
    public CqlReadSchema(NodeAccess access, CqlClusters clusters) {
        this(access, clusters, false);
    }

    public CqlReadSchema(NodeAccess access, CqlClusters clusters, boolean withRoles) {
        this.access = access;
        this.clusters = clusters;
        this.withRoles = withRoles;
    }

    @Override
    public Schema read(BackupRequest request) {
        try (var reader = open(request)) {
            return reader.read();
        }
    }

    @Override
    public Reader open(BackupRequest request) {
        var cluster = translated(() -> connect(request));
        return new Reader() {
            @Override
            public Schema read() {
                return translated(() -> CqlReadSchema.this.read(request, cluster));
            }

            @Override
            public void close() {
                cluster.close();
            }
        };
    }

    private static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (ClusterException | DriverException e) {
            throw new IllegalStateException("the schema cannot be read: " + e.getMessage(), e);
        }
    }

    private Schema read(BackupRequest request, CqlCluster cluster) {
        var keyspaces = keyspaces(request, cluster);
        var session = cluster.session();
        return new Schema(
                version(session),
                keyspaces,
                tables(session, keyspaces),
                describe(session, keyspaces),
                withRoles ? roles(request, session) : null);
    }

    /** Those of people and applications: the one that Aeneas logs in as is the cluster's own. */
    Roles roles(BackupRequest request, CqlSession session) {
        var own = access.logins(request.cluster()).map(logins -> logins.cql().username());
        return ReadRoles.of(session, own.stream().collect(Collectors.toSet()));
    }

    /** One datacenter after the other, since a session stays in its own. */
    CqlCluster connect(BackupRequest request) {
        var datacenters = request.contacts().stream()
                .collect(Collectors.groupingBy(BackupNode::datacenter, TreeMap::new, Collectors.toList()));
        ClusterException.Unreachable last = null;
        for (var datacenter : datacenters.entrySet()) {
            var addresses = datacenter.getValue().stream().map(access::address).toList();
            try {
                return clusters.connect(
                        ClusterContact.of(addresses, datacenter.getKey(), access.logins(request.cluster())));
            } catch (ClusterException.Unreachable e) {
                last = e;
            }
        }
        var names = request.contacts().stream().map(BackupNode::name).toList();
        throw new NodesUnavailable(names, "no node answers CQL", last);
    }

    private static List<String> keyspaces(BackupRequest request, CqlCluster cluster) {
        var present = cluster.keyspaces().stream()
                .filter(keyspace -> !keyspace.isSystem())
                .map(Keyspace::name)
                .toList();
        for (var wanted : request.keyspaces()) {
            if (!present.contains(wanted)) {
                throw new BackupImpossible("KeyspaceNotFound", "no keyspace is called '" + wanted + "'", wanted);
            }
        }
        return request.keyspaces().isEmpty()
                ? present
                : present.stream().filter(request.keyspaces()::contains).toList();
    }

    private static String version(CqlSession session) {
        var row = session.execute("SELECT release_version FROM system.local").one();
        return row == null ? "unknown" : row.getString(0);
    }

    private static List<TableName> tables(CqlSession session, List<String> keyspaces) {
        return Stream.of(
                        "SELECT keyspace_name, table_name FROM system_schema.tables",
                        "SELECT keyspace_name, view_name FROM system_schema.views")
                .flatMap(query -> session.execute(query).all().stream())
                .map(row -> new TableName(row.getString(0), row.getString(1)))
                .filter(table -> keyspaces.contains(table.keyspace()))
                .sorted()
                .toList();
    }

    /** With internals: the table's id, and columns that were dropped, are needed to read its files. */
    private static List<String> describe(CqlSession session, List<String> keyspaces) {
        return keyspaces.stream()
                .flatMap(
                        name -> session.execute("DESCRIBE KEYSPACE " + quoted(name) + " WITH INTERNALS").all().stream())
                .map(CqlReadSchema::statement)
                .toList();
    }

    private static String statement(Row row) {
        return Objects.requireNonNull(row.getString("create_statement"), "create_statement");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
