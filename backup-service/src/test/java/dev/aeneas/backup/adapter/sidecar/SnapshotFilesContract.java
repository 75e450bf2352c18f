package dev.aeneas.backup.adapter.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.run.ReadSnapshotFiles.NodeFiles;
import dev.aeneas.backup.run.SnapshotFile;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody who reads a node's snapshot must do. */
abstract class SnapshotFilesContract {
    private static final TableName ITEMS = new TableName("shop", "items");
    private static final int LARGE = 3_000_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[LARGE];
    private Path snapshot;

    /** The data directory of the node. */
    Path data() {
        return folder.resolve("node/data");
    }

    abstract NodeFiles list(String tag) throws IOException;

    @BeforeEach
    void write() throws IOException {
        new Random(1).nextBytes(content);
        snapshot = Files.createDirectories(data().resolve("shop/items-0a1b/snapshots/b1"));
        Files.write(snapshot.resolve("nb-1-big-Data.db"), content);
        Files.write(snapshot.resolve("nb-1-big-TOC.txt"), new byte[0]);
        Files.writeString(snapshot.resolve("manifest.json"), "{}");
        Files.writeString(snapshot.resolve("schema.cql"), "CREATE TABLE");
        Files.writeString(Files.createDirectories(snapshot.resolve(".by name")).resolve("nb-1-big-Data.db"), "index");
        Files.createDirectories(data().resolve("shop/nothing-2c/snapshots/b1"));
        Files.createDirectories(data().resolve("shop/later-3d/snapshots/b2"));
    }

    @Test
    void listsTablesAndFilesOfTheTagAndNothingElse() throws IOException {
        var found = list("b1");
        assertThat(found.tables()).containsExactlyInAnyOrder(ITEMS, new TableName("shop", "nothing"));
        assertThat(found.files())
                .extracting(SnapshotFile::name)
                .containsExactlyInAnyOrder(".by name/nb-1-big-Data.db", "nb-1-big-Data.db", "nb-1-big-TOC.txt");
        assertThat(found.files()).allSatisfy(file -> {
            assertThat(file.table()).isEqualTo(ITEMS);
            assertThat(file.tableId()).isEqualTo("0a1b");
        });
        assertThat(list("unheard_of").tables()).isEmpty();
    }

    @Test
    void readsEveryFileAsOftenAsItTakes() throws IOException {
        for (var file : list("b1").files()) {
            var expected = Files.readAllBytes(snapshot.resolve(file.name()));
            for (int time = 0; time < 2; time++) {
                try (var in = file.content().open()) {
                    assertThat(in.readAllBytes()).isEqualTo(expected);
                }
            }
            assertThat(file.sizeBytes()).isEqualTo(expected.length);
        }
    }

    @Test
    void knowsAFileAgainAndOneOfTheSameNameNot() throws IOException {
        var before = data("nb-1-big-Data.db");
        assertThat(before.identity())
                .isNotNull()
                .isEqualTo(data("nb-1-big-Data.db").identity());
        Files.write(snapshot.resolve("other"), content);
        Files.delete(snapshot.resolve("nb-1-big-Data.db"));
        Files.move(snapshot.resolve("other"), snapshot.resolve("nb-1-big-Data.db"));
        assertThat(data("nb-1-big-Data.db").identity()).isNotEqualTo(before.identity());
    }

    private SnapshotFile data(String name) throws IOException {
        return list("b1").files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
