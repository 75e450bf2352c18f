package dev.aeneas.provisioning.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a node that left, kept for a week. */
class RemovedDataTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-06-01T10:00:00Z");
    private RemovedData removed;
    private Path kept;

    @BeforeEach
    void aNodeHasLeft() throws IOException {
        removed = new RemovedData(folder.resolve("removed"), WEEK, () -> now);
        leaves("west_6");
        kept = folder.resolve("removed/orders-west_6@" + now.toEpochMilli());
    }

    private void leaves(String node) throws IOException {
        var data = Files.createDirectories(folder.resolve(node).resolve("data/sstables"));
        Files.writeString(data.resolve("nb-1-big-Data.db"), "rows");
        removed.take(folder.resolve(node), "orders-" + node);
    }

    @Test
    void isMovedAwayWithAllItsFiles() {
        assertThat(folder.resolve("west_6")).doesNotExist();
        assertThat(kept.resolve("data/sstables/nb-1-big-Data.db")).hasContent("rows");
    }

    @Test
    void isThereUntilItsTimeIsOver() {
        now = now.plus(WEEK).minusMillis(1);
        removed.purge();
        assertThat(kept).exists();

        now = now.plusMillis(1);
        removed.purge();
        assertThat(kept).doesNotExist();
    }

    @Test
    void isNotDeletedWithAnOlderOne() throws IOException {
        now = now.plus(WEEK);
        leaves("west_5");

        assertThat(kept).doesNotExist();
        assertThat(folder.resolve("removed/orders-west_5@" + now.toEpochMilli()))
                .exists();
    }

    @Test
    void leavesAloneWhatItDidNotPutThere() throws IOException {
        var other = Files.createDirectories(folder.resolve("removed/notes"));
        now = now.plus(WEEK);
        removed.purge();

        assertThat(other).exists();
    }
}
