package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.SnapshotExists;
import dev.aeneas.cassandra.node.TableSnapshot;
import dev.aeneas.cassandra.node.TakeSnapshots;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** Snapshots through StorageService. */
final class JmxSnapshots implements TakeSnapshots {
    private final NodeAddress node;
    private final StorageService storage;

    JmxSnapshots(NodeAddress node, MBeans beans, JmxBounds bounds) {
        this.node = node;
        this.storage = beans.bounded(StorageService.class, StorageService.NAME, bounds.snapshot());
    }

    @Override
    public void takeSnapshot(String tag, Set<String> keyspaces) {
        requireTag(tag);
        if (keyspaces.isEmpty()) {
            // to Cassandra, none means all
            throw new IllegalArgumentException("keyspaces must name at least one");
        }
        if (exists(tag, keyspaces)) {
            throw new SnapshotExists(node, tag);
        }
        try {
            storage.takeSnapshot(tag, Map.of(), keyspaces.stream().sorted().toArray(String[]::new));
        } catch (NodeRefused e) {
            // somebody else took it meanwhile
            throw exists(tag, keyspaces) ? new SnapshotExists(node, tag) : e;
        }
    }

    @Override
    public void clearSnapshot(String tag) {
        requireTag(tag);
        storage.clearSnapshot(tag);
    }

    @Override
    public List<TableSnapshot> snapshots() {
        List<TableSnapshot> tables = new ArrayList<>();
        for (TabularData details : storage.getSnapshotDetails().values()) {
            for (Object row : details.values()) {
                tables.add(table((CompositeData) row));
            }
        }
        return List.copyOf(tables);
    }

    @Override
    public List<Path> dataDirectories() {
        return Arrays.stream(storage.getAllDataFileLocations()).map(Path::of).toList();
    }

    Path commitLogDirectory() {
        return Path.of(storage.getCommitLogLocation());
    }

    private boolean exists(String tag, Set<String> keyspaces) {
        return snapshots().stream().anyMatch(taken -> taken.tag().equals(tag) && keyspaces.contains(taken.keyspace()));
    }

    private static TableSnapshot table(CompositeData row) {
        return new TableSnapshot(
                (String) row.get("Snapshot name"),
                (String) row.get("Keyspace name"),
                (String) row.get("Column family name"),
                ReadableBytes.parse((String) row.get("True size")));
    }

    private static void requireTag(String tag) {
        if (tag.isBlank()) {
            // to Cassandra, no tag means every snapshot there is
            throw new IllegalArgumentException("tag must not be blank");
        }
    }
}
