package dev.aeneas.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.tool.LogStaging;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.contracts.ClusterName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipLogsTest {
    private static final ClusterName ORDERS = Topologies.ORDERS;
    private static final BackupNode NODE = new BackupNode("east_1", "127.0.0.1", "east", "east_1");
    private static final Instant START = Instant.parse("2026-01-31T10:59:50Z");

    @TempDir
    private Path folder;

    /** A node's log: what each segment holds, and which are closed. */
    private final Map<String, String> log = new TreeMap<>();

    /** What it wrote there since and has not marked. */
    private final Map<String, String> unmarked = new HashMap<>();

    private final Set<String> closed = new HashSet<>();
    private final Set<String> discarded = new HashSet<>();
    private Instant now = START;
    private DirectoryBackupStore store;
    private ShipLogs ship;

    @BeforeEach
    void begin() {
        store = new DirectoryBackupStore(folder.resolve("store"));
        ship = shipper();
    }

    private ShipLogs shipper() {
        return new ShipLogs(ORDERS, store, (cluster, node) -> segments(), () -> now);
    }

    private List<LogSegment> segments() {
        return log.entrySet().stream()
                .map(segment -> new LogSegment(
                        segment.getKey(),
                        segment.getValue().length(),
                        segment.getValue().length()
                                + unmarked.getOrDefault(segment.getKey(), "").length(),
                        closed.contains(segment.getKey()),
                        new TextBytes(segment.getKey(), segment.getValue())))
                .toList();
    }

    private final class TextBytes implements LogSegment.Bytes {
        private final String name;
        private final String text;

        TextBytes(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public InputStream open(long offset, long length) {
            var part = text.substring((int) offset, (int) (offset + length));
            return new ByteArrayInputStream(part.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void discard() {
            discarded.add(name);
            log.remove(name);
        }
    }

    private void complete(String backupId, Instant snapshotAt) throws IOException {
        var manifest = "{\"format\":1,\"cluster\":\"orders\",\"backupId\":\"" + backupId + "\",\"snapshotAt\":\""
                + snapshotAt + "\",\"nodes\":[]}";
        store.putDocument(ORDERS, backupId, Manifests.BACKUP, manifest.getBytes(StandardCharsets.UTF_8));
    }

    private void round(Duration later) throws IOException {
        now = now.plus(later);
        ship.look();
        ship.round(List.of(NODE));
    }

    /** The first backup, and the first text that was shipped since; when that was. */
    private Instant shipFirst(String text) throws IOException {
        complete("first", START);
        log.put("a", text);
        round(Duration.ofSeconds(2));
        return now;
    }

    /** A look that finds this written and not marked; when that was. */
    private Instant findUnmarked(String text) throws IOException {
        unmarked.put("a", text);
        round(Duration.ofSeconds(2));
        return now;
    }

    private String staged(String backupId, Instant snapshotAt, Instant until, String segment) throws IOException {
        var into = Files.createTempDirectory(folder, "staged");
        var backup = new LoggedBackup(ORDERS, backupId, snapshotAt);
        var folders = new LogStaging(into).stage(store, backup, new StoredLog(store).nodes(backup), until);
        assertThat(folders).containsExactly(into.resolve("east_1").toString());
        var file = Path.of(folders.get(0)).resolve(segment);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void shipsWhatIsNewAlsoOfTheSegmentInUseAndAcrossHours() throws IOException {
        shipFirst("one ");
        log.put("a", "one two ");
        round(Duration.ofSeconds(2));
        log.put("a", "one two three");
        log.put("b", "four");
        closed.add("a");
        round(Duration.ofSeconds(10));

        assertThat(discarded).containsExactly("a");
        assertThat(staged("first", START, now.minusSeconds(1), "a")).isEqualTo("one two three");
        assertThat(staged("first", START, now.minusSeconds(1), "b")).isEqualTo("four");
        assertThat(LogIndex.read(store, ORDERS, "first").documents()).hasSize(2);
    }

    @Test
    void shipsNothingBeforeThereIsABackup() throws IOException {
        log.put("a", "one");
        closed.add("a");
        round(Duration.ofSeconds(2));
        assertThat(discarded).isEmpty();
        assertThat(store.backups(ORDERS)).isEmpty();
    }

    @Test
    void goesOnWhereAnotherReplicaEnded() throws IOException {
        shipFirst("one ");
        ship = shipper();
        log.put("a", "one two");
        round(Duration.ofSeconds(2));

        assertThat(staged("first", START, now.minusSeconds(1), "a")).isEqualTo("one two");
        try (var objects = store.objects(ORDERS)) {
            assertThat(objects.mapToLong(object -> object.sizeBytes()).sum()).isEqualTo(7);
        }
    }

    @Test
    void whatWasShippedDuringABackupBelongsToItToo() throws IOException {
        complete("first", START);
        log.put("a", "early");
        closed.add("a");
        round(Duration.ofSeconds(2));
        var snapshotAt = now.plusSeconds(1);
        log.put("b", "during");
        closed.add("b");
        round(Duration.ofSeconds(2));
        complete("second", snapshotAt);
        log.put("c", "after");
        round(Duration.ofSeconds(2));

        assertThat(discarded).containsExactlyInAnyOrder("a", "b");
        assertThat(staged("second", snapshotAt, now.minusSeconds(1), "b")).isEqualTo("during");
        assertThat(staged("second", snapshotAt, now.minusSeconds(1), "c")).isEqualTo("after");
        assertThat(staged("second", snapshotAt, now.minusSeconds(1), "a")).isEmpty();
    }

    @Test
    void aMomentThatIsNotShippedYetIsRefused() throws IOException {
        shipFirst("one");
        assertThatThrownBy(() -> staged("first", START, now, "a"))
                .isInstanceOf(StageLogs.NotShipped.class)
                .hasMessageContaining("east_1");
        round(Duration.ofSeconds(11));
        assertThat(staged("first", START, now.minusSeconds(1), "a")).isEqualTo("one");
    }

    /** As a node does: all that it wrote before a moment, some time after it. */
    private void mark(String segment) {
        log.merge(segment, unmarked.remove(segment), String::concat);
    }

    @Test
    void aMomentWhoseWritesAnOverloadedNodeHasNotMarkedYetIsRefused() throws IOException {
        var marked = shipFirst("one ");
        var written = findUnmarked("late");
        round(Duration.ofMinutes(1));

        assertThat(staged("first", START, marked.minusSeconds(1), "a")).isEqualTo("one ");
        assertThatThrownBy(() -> staged("first", START, written.minusSeconds(1), "a"))
                .isInstanceOf(StageLogs.NotShipped.class)
                .hasMessageContaining("up to " + marked + " only");
        mark("a");
        round(Duration.ofSeconds(2));
        assertThat(staged("first", START, now.minusSeconds(1), "a")).isEqualTo("one late");
    }

    @Test
    void aNodeThatAlwaysWritesIsOneLookBehind() throws IOException {
        complete("first", START);
        log.put("a", "one ");
        unmarked.put("a", "two ");
        round(Duration.ofSeconds(2));
        var looked = now;
        mark("a");
        unmarked.put("a", "three");
        round(Duration.ofSeconds(2));

        assertThat(staged("first", START, looked.minusSeconds(1), "a")).isEqualTo("one two ");
        assertThatThrownBy(() -> staged("first", START, looked, "a")).isInstanceOf(StageLogs.NotShipped.class);
    }

    @Test
    void whatAKilledNodeNeverMarkedIsNotWaitedFor() throws IOException {
        complete("first", START);
        log.put("a", "one");
        unmarked.put("a", "lost");
        round(Duration.ofSeconds(2));
        closed.add("a");
        log.put("b", "of its next life");
        round(Duration.ofSeconds(2));

        assertThat(staged("first", START, now.minusSeconds(1), "a")).isEqualTo("one");
        assertThat(staged("first", START, now.minusSeconds(1), "b")).isEqualTo("of its next life");
    }

    @Test
    void theLogEndsWhereASegmentWentBeforeAllOfItWasShipped() throws IOException {
        var marked = shipFirst("one");
        findUnmarked("gone");
        log.remove("a");
        log.put("b", "later");
        round(Duration.ofMinutes(1));

        assertThatThrownBy(() -> staged("first", START, now.minusSeconds(1), "b"))
                .isInstanceOf(StageLogs.NotShipped.class)
                .hasMessageContaining("up to " + marked + " only");
    }
}
