package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.Replicas;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.RingNode;
import java.util.List;
import java.util.Map;

/**
 * Where files go to; as long as the topology lock is held it stays as it is.
 *
 * @param nodes that own data
 * @param replication by the keyspaces' names here: as it is, or as it will be created
 */
public record RestoreTarget(List<RingNode> nodes, Map<String, Replicas> replication) {

    /** How a keyspace is replicated here. */
    Replicas of(String keyspace) {
        return replication.getOrDefault(keyspace, new Replicas(Map.of()));
    }

    List<BackupNode> members() {
        return nodes.stream().map(RingNode::node).toList();
    }
}
