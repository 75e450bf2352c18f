package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.node.Effects;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Fence;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a fence before every effect of a restore on nodes, see {@link Effects}. */
final class Fenced {
    /** Into the restore's own folder, and thousands of times. */
    private static final String STAGE = "stage";

    private Fenced() {}

    static RestoreWorker.Cluster cluster(RestoreWorker.Cluster cluster, Fence fence) {
        return new RestoreWorker.Cluster(
                new Nodes(cluster.nodes(), fence),
                new Tables(cluster.tables(), fence),
                cluster.digests(),
                cluster.log().map(log -> Effects.after(effect -> fence.check(), ReplayLog.class, log)),
                cluster.paces());
    }

    private record Nodes(RestoreNodes nodes, Fence fence) implements RestoreNodes {
        @Override
        public Ring ring(RestoreRequest request) {
            return nodes.ring(request);
        }

        @Override
        public RestoreNodes.Session connect(ClusterName cluster, BackupNode node, String restoreId) {
            return Effects.after(
                    effect -> {
                        if (effect.getName().equals(STAGE)) {
                            fence.checkOfThisInstant();
                        } else {
                            fence.check();
                        }
                    },
                    RestoreNodes.Session.class,
                    nodes.connect(cluster, node, restoreId));
        }
    }

    private record Tables(RestoreTables tables, Fence fence) implements RestoreTables {
        @Override
        public Schema schema(ClusterName cluster, List<BackupNode> contacts) {
            return tables.schema(cluster, contacts);
        }

        @Override
        public Roles roles(ClusterName cluster, List<BackupNode> contacts) {
            return tables.roles(cluster, contacts);
        }

        @Override
        public RestoreTables.Session connect(ClusterName cluster, List<BackupNode> contacts) {
            return Effects.after(
                    effect -> fence.check(), RestoreTables.Session.class, tables.connect(cluster, contacts));
        }

        @Override
        public Map<TableName, Long> countRows(ClusterName cluster, List<BackupNode> contacts, Set<TableName> wanted) {
            return tables.countRows(cluster, contacts, wanted);
        }
    }
}
