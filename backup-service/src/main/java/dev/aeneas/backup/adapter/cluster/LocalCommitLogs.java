package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.archive.CommitLogs;
import dev.aeneas.backup.archive.LogSegment;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Commit logs of nodes whose disks this machine has: segments in use where the node writes them, closed ones as hard links in
 * {@code commitlog_archive} beside it. The node itself is asked only once where that is.
 */
public final class LocalCommitLogs implements CommitLogs {
    private static final Pattern SEGMENT = Pattern.compile("CommitLog-\\d+-(\\d+)\\.log");
    private static final String ARCHIVE = "commitlog_archive";

    private final NodeAccess access;
    private final Map<BackupNode, Path> directories = new ConcurrentHashMap<>();

    public LocalCommitLogs(NodeAccess access) {
        this.access = access;
    }

    @Override
    public List<LogSegment> segments(ClusterName cluster, BackupNode node) throws IOException {
        var directory = directories.computeIfAbsent(node, n -> ask(cluster, n));
        // a node writes a closed segment no more, and deletes its own name of it at any moment: the link counts
        var files = new TreeMap<String, Path>();
        list(directory).forEach(file -> files.put(file.getFileName().toString(), file));
        list(directory.resolveSibling(ARCHIVE))
                .forEach(file -> files.put(file.getFileName().toString(), file));
        var segments = new ArrayList<LogSegment>();
        for (var file : files.values()) {
            segment(file, directory).ifPresent(segments::add);
        }
        return segments;
    }

    private Path ask(ClusterName cluster, BackupNode node) {
        if (access.isPods(cluster)) {
            throw new BackupImpossible("NotLocal", "the commit logs of pods are not shipped", node.name());
        }
        try (var operations = access.connect(cluster, node)) {
            var directory = NodeAccess.named(node, operations::commitLogDirectory);
            if (!Files.isDirectory(directory)) {
                throw new BackupImpossible(
                        "NotLocal",
                        "the node writes its commit log in " + directory + ", which is not on this machine",
                        node.name());
            }
            return directory;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            SEGMENT.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    private static Optional<LogSegment> segment(Path file, Path directory) throws IOException {
        var name = String.valueOf(file.getFileName());
        var matcher = SEGMENT.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file)) {
            var ends = SegmentEnds.of(channel, Long.parseLong(matcher.group(1)));
            boolean closed = file.getParent().endsWith(ARCHIVE);
            var bytes = new FileBytes(file, directory.resolve(name));
            return Optional.of(new LogSegment(name, ends.readable(), ends.written(), closed, bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // closed meanwhile: the next round finds its link
        }
    }

    /** What a link or the node's own name leads to. */
    private record FileBytes(Path file, Path own) implements LogSegment.Bytes {
        @Override
        public InputStream open(long offset, long length) throws IOException {
            var channel = FileChannel.open(file);
            return new Bounded(Channels.newInputStream(channel.position(offset)), length);
        }

        /** While the node has it too, the link costs nothing and says that it is closed: one of a killed node has no other sign. */
        @Override
        public void discard() throws IOException {
            if (!Files.exists(own)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Ends after so many bytes, though the file goes on. */
    private static final class Bounded extends InputStream {
        private final InputStream bytes;
        private long left;

        Bounded(InputStream bytes, long left) {
            this.bytes = bytes;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? bytes.read() : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = bytes.read(into, from, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
