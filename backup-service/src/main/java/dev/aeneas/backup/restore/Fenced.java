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
    private Fenced() {}

    static RestoreWorker.Cluster cluster(RestoreWorker.Cluster cluster, Fence fence) {
        return new RestoreWorker.Cluster(
                new Nodes(cluster.nodes(), fence),
                new Tables(cluster.tables(), fence),
                cluster.digests(),
                cluster.log().map(log -> fenced(ReplayLog.class, log, fence)),
                cluster.paces());
    }

    private static <T> T fenced(Class<T> port, T target, Fence fence) {
        return Effects.after(fence::check, fence::checkOfThisInstant, port, target);
    }

    private record Nodes(RestoreNodes nodes, Fence fence) implements RestoreNodes {
        @Override
        public Ring ring(RestoreRequest request) {
            return nodes.ring(request);
        }

        @Override
        public RestoreNodes.Session connect(ClusterName cluster, BackupNode node, String restoreId) {
            return fenced(RestoreNodes.Session.class, nodes.connect(cluster, node, restoreId), fence);
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
            return fenced(RestoreTables.Session.class, tables.connect(cluster, contacts), fence);
        }

        @Override
        public Map<TableName, Long> countRows(ClusterName cluster, List<BackupNode> contacts, Set<TableName> wanted) {
            return tables.countRows(cluster, contacts, wanted);
        }
    }
}
