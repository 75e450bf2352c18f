package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.Replicas;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.RingNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where files go to; as long as the topology lock is held it stays as it is.
 *
 * @param nodes that own data
 * @param replication by the keyspaces' names here: as it is, or as it will be created
 * @param logs nodes of the source whose logs are replayed; none without a point in time
 */
public record RestoreTarget(List<RingNode> nodes, Map<String, Replicas> replication, Set<String> logs) {
    public RestoreTarget {
        logs = logs == null ? Set.of() : Set.copyOf(logs); // it may have been written before there were any
    }

    /** How a keyspace is replicated here. */
    Replicas of(String keyspace) {
        return replication.getOrDefault(keyspace, new Replicas(Map.of()));
    }

    List<BackupNode> members() {
        return nodes.stream().map(RingNode::node).toList();
    }
}
