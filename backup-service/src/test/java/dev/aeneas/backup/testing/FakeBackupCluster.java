package dev.aeneas.backup.testing;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRequest;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.ReadSchema;
import dev.aeneas.backup.run.ReadSnapshotFiles;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.SnapshotFile;
import dev.aeneas.backup.run.SnapshotNodes;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.ClusterName;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes with files of one table, without Cassandra; which node is down, or dies when, is set by the test. */
public final class FakeBackupCluster implements SnapshotNodes, ReadSnapshotFiles, ReadSchema {
    public static final TableName ITEMS = new TableName("shop", "items");

    private final List<BackupNode> nodes;
    private final Map<String, Map<String, byte[]>> live = new TreeMap<>();
    private final Map<String, Map<String, Map<String, byte[]>>> snapshots = new TreeMap<>();
    private final Set<String> down = new HashSet<>();
    private final Set<String> deadToSnapshots = new HashSet<>();
    private final AtomicInteger filesRead = new AtomicInteger();
    private int schemaChanges;
    private int schemaChangesAtEachRead;

    public FakeBackupCluster(List<BackupNode> nodes) {
        this.nodes = List.copyOf(nodes);
        nodes.forEach(node -> {
            live.put(node.name(), new TreeMap<>());
            snapshots.put(node.name(), new HashMap<>());
        });
    }

    public synchronized void write(String node, String file, String content) {
        live.get(node).put(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Gossip knows it. */
    public synchronized void stop(String node) {
        down.add(node);
    }

    public synchronized void start(String node) {
        down.remove(node);
        deadToSnapshots.remove(node);
    }

    /** It answers until it is asked for a snapshot. */
    public synchronized void dieWhenAskedForASnapshot(String node) {
        deadToSnapshots.add(node);
    }

    public synchronized void changeTheSchemaAtEachRead() {
        schemaChangesAtEachRead = 1;
    }

    /** The nodes that hold any snapshot. */
    public synchronized Set<String> holders() {
        var holders = new TreeSet<String>();
        snapshots.forEach((node, tags) -> {
            if (!tags.isEmpty()) {
                holders.add(node);
            }
        });
        return holders;
    }

    @Override
    public synchronized List<RingNode> ring(BackupRequest request) {
        return nodes.stream()
                .map(node -> new RingNode(node, !down.contains(node.name()), List.of((long) nodes.indexOf(node))))
                .toList();
    }

    @Override
    public synchronized Session connect(ClusterName cluster, BackupNode node) {
        requireLife(node);
        return new FakeSession(node);
    }

    @Override
    public synchronized NodeFiles list(ClusterName cluster, BackupNode node, String tag) {
        requireLife(node);
        var files = snapshots.get(node.name()).get(tag);
        if (files == null) {
            return new NodeFiles(Set.of(), List.of());
        }
        return new NodeFiles(
                Set.of(ITEMS),
                files.entrySet().stream()
                        .map(file -> new SnapshotFile(
                                ITEMS,
                                "0a1b",
                                file.getKey(),
                                file.getValue().length,
                                "inode " + System.identityHashCode(file.getValue()),
                                () -> read(file.getValue())))
                        .toList());
    }

    @Override
    public synchronized Schema read(BackupRequest request) {
        schemaChanges += schemaChangesAtEachRead;
        return new Schema("5.0.9", List.of("shop"), List.of(ITEMS), List.of("CREATE TABLE items" + schemaChanges));
    }

    private ByteArrayInputStream read(byte[] content) {
        filesRead.incrementAndGet();
        return new ByteArrayInputStream(content);
    }

    /** How often any file was opened so far. */
    public int filesRead() {
        return filesRead.get();
    }

    private void requireLife(BackupNode node) {
        if (down.contains(node.name())) {
            throw new NodesUnavailable(List.of(node.name()), node.name() + " is down", null);
        }
    }

    private final class FakeSession implements Session {
        private final BackupNode node;

        FakeSession(BackupNode node) {
            this.node = node;
        }

        @Override
        public BackupNode node() {
            return node;
        }

        @Override
        public boolean holds(String tag) {
            synchronized (FakeBackupCluster.this) {
                requireLife(node);
                return snapshots.get(node.name()).containsKey(tag);
            }
        }

        @Override
        public void take(String tag, Set<String> keyspaces) {
            synchronized (FakeBackupCluster.this) {
                if (deadToSnapshots.contains(node.name())) {
                    stop(node.name());
                }
                requireLife(node);
                var taken = snapshots.get(node.name()).put(tag, new TreeMap<>(live.get(node.name())));
                if (taken != null) {
                    throw new IllegalStateException("the tag exists");
                }
            }
        }

        @Override
        public void clear(String tag) {
            synchronized (FakeBackupCluster.this) {
                requireLife(node);
                snapshots.get(node.name()).remove(tag);
            }
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
