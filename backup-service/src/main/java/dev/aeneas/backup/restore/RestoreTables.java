package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.node.Looks;
import dev.aeneas.contracts.ClusterName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables that rows go to, by CQL. */
public interface RestoreTables {
    /** Every user keyspace, as the nodes describe it. */
    Schema schema(ClusterName cluster, List<BackupNode> contacts);

    /** Who may do what, but for those that are the cluster's own. */
    Roles roles(ClusterName cluster, List<BackupNode> contacts);

    /** Connects to the cluster; close it after use. */
    Session connect(ClusterName cluster, List<BackupNode> contacts);

    /** Carries out statements one after the other. */
    default void carryOut(ClusterName cluster, List<BackupNode> contacts, List<String> statements) {
        try (var session = connect(cluster, contacts)) {
            statements.forEach(session::carryOut);
        }
    }

    /** Reads every row of these tables at LOCAL_QUORUM, page by page, and counts them. */
    Map<TableName, Long> countRows(ClusterName cluster, List<BackupNode> contacts, Set<TableName> tables);

    /** A cluster at hand. */
    interface Session extends AutoCloseable {
        /** Returns when every node knows what the statement made. */
        void carryOut(String statement);

        @Looks
        @Override
        void close();
    }
}
