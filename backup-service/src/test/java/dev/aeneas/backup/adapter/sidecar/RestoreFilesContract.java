package dev.aeneas.backup.adapter.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.adapter.cluster.ManagedRestoreNodes.Bounds;
import dev.aeneas.backup.adapter.store.VerifiedInput;
import dev.aeneas.backup.restore.RestoreNodes.Session;
import dev.aeneas.backup.restore.StagedFile;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.node.NodeOperations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody who puts a restore's files onto a node must do. */
abstract class RestoreFilesContract {
    static final Bounds BOUNDS = new Bounds(Duration.ofMinutes(1), Duration.ofMinutes(1));
    private static final TableName ITEMS = new TableName("shop", "items");
    private static final TableName COPY = new TableName("shop", "copy");
    private static final int LARGE = 3_000_000;

    @TempDir
    Path folder;

    final byte[] content = new byte[LARGE];
    private final List<String> imported = new ArrayList<>();
    Session session;
    StagedFile file;

    /** The data directory of the node. */
    Path data() {
        return folder.resolve("node/data");
    }

    abstract Session open(NodeOperations node, String restoreId);

    /** Moves away what is imported, as Cassandra does. */
    NodeOperations node() {
        return (NodeOperations) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {NodeOperations.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("dataDirectories")) {
                        return List.of(data());
                    }
                    if (method.getName().equals("importTables")) {
                        importTables(arguments[0] + "." + arguments[1], (Set<?>) arguments[2]);
                    }
                    return null;
                });
    }

    private void importTables(String table, Set<?> folders) throws IOException {
        for (var from : folders) {
            try (var files = Files.list((Path) from)) {
                for (var one : files.sorted().toList()) {
                    imported.add(table + " " + one.getFileName());
                    Files.delete(one);
                }
            }
        }
    }

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(data());
        new Random(1).nextBytes(content);
        file = new StagedFile("east_9", ITEMS, "nb-1-big-Data.db", LARGE, digest());
        session = open(node(), "r1");
    }

    @AfterEach
    void end() {
        session.close();
    }

    private Digest digest() throws IOException {
        return Digest.of(new ByteArrayInputStream(content));
    }

    private InputStream verified(byte[] bytes) throws IOException {
        return new VerifiedInput(new ByteArrayInputStream(bytes), digest());
    }

    @Test
    void holdsWhatWasStagedWholeAndImportsItOnce() throws IOException {
        assertThat(session.holds(file)).isFalse();
        session.stage(file, verified(content));
        assertThat(session.holds(file)).isTrue();
        session.importTable(ITEMS, COPY, List.of("east_8", "east_9"));
        session.importTable(ITEMS, COPY, List.of("east_8", "east_9"));
        assertThat(imported).containsExactly("shop.copy nb-1-big-Data.db");
    }

    @Test
    void doesNotHoldWhatIsNotWhatItShouldBe() {
        assertThatThrownBy(() -> session.stage(file, verified(damaged()))).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> session.stage(file, verified(new byte[1]))).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> {
                    var longer = new StagedFile("east_9", ITEMS, "nb-1-big-Data.db", LARGE + 1, digest());
                    session.stage(longer, verified(content));
                })
                .isInstanceOf(Exception.class);
        assertThat(holds()).isFalse();
    }

    byte[] damaged() {
        var damaged = content.clone();
        damaged[LARGE / 2]++;
        return damaged;
    }

    boolean holds() {
        try {
            return session.holds(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void forgetsARestoreAndNoOther() throws IOException {
        session.clear();
        session.stage(file, verified(content));
        try (var other = open(node(), "r2")) {
            other.stage(file, verified(content));
            session.clear();
            assertThat(session.holds(file)).isFalse();
            assertThat(other.holds(file)).isTrue();
        }
    }

    @Test
    void tellsTheRoomOnTheNodesDisk() throws IOException {
        assertThat(session.freeBytes()).isPositive();
    }
}
