package dev.aeneas.backup.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStore.ContentDiffers;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.ClusterName;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every store must do. */
abstract class BackupStoreContract {
    static final ClusterName ORDERS = new ClusterName("orders");
    static final byte[] CONTENT = "Arma virumque cano".getBytes(StandardCharsets.UTF_8);

    abstract BackupStore store();

    static Digest digest(byte[] content) throws IOException {
        return Digest.of(new ByteArrayInputStream(content));
    }

    static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    /** Ends in an error when half of the content was read. */
    static InputStream breaking(byte[] content) {
        return new FilterInputStream(new ByteArrayInputStream(content, 0, content.length / 2)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read < 0) {
                    throw new IOException("the disk is gone");
                }
                return read;
            }
        };
    }

    @Test
    void keepsContentUnderItsDigest() throws IOException {
        var digest = digest(CONTENT);
        assertThat(store().sizeOf(ORDERS, digest)).isEmpty();
        store().putObject(ORDERS, digest, CONTENT.length, stream(CONTENT));
        assertThat(store().sizeOf(ORDERS, digest)).hasValue(CONTENT.length);
        try (var content = store().openObject(ORDERS, digest)) {
            assertThat(content.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void storesTheSameContentAgainHarmlessly() throws IOException {
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).hasValue(CONTENT.length);
    }

    @Test
    void refusesContentThatIsNotWhatWasAnnounced() throws IOException {
        var other = "arma virumque cano".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> store().putObject(ORDERS, digest(CONTENT), other.length, stream(other)))
                .isInstanceOf(ContentDiffers.class);
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).isEmpty();
    }

    @Test
    void refusesContentOfAnotherSize() throws IOException {
        assertThatThrownBy(() -> store().putObject(ORDERS, digest(CONTENT), CONTENT.length + 1, stream(CONTENT)))
                .isInstanceOf(ContentDiffers.class);
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).isEmpty();
    }

    @Test
    void showsNothingOfAContentThatBrokeOff() throws IOException {
        assertThatThrownBy(() -> store().putObject(ORDERS, digest(CONTENT), CONTENT.length, breaking(CONTENT)))
                .hasMessage("the disk is gone");
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).isEmpty();
    }

    @Test
    void replacesADocumentWhole() throws IOException {
        store().putDocument(ORDERS, "b1", "nodes/east_1.json", CONTENT);
        store().putDocument(ORDERS, "b1", "nodes/east_1.json", new byte[] {1});
        assertThat(store().readDocument(ORDERS, "b1", "nodes/east_1.json")).hasValue(new byte[] {1});
        assertThat(store().readDocument(ORDERS, "b1", "manifest.json")).isEmpty();
    }

    @Test
    void listsTheBackupsOfOneCluster() throws IOException {
        assertThat(store().backups(ORDERS)).isEmpty();
        store().putDocument(ORDERS, "b2", "manifest.json", CONTENT);
        store().putDocument(ORDERS, "b1", "manifest.json", CONTENT);
        store().putDocument(new ClusterName("stock"), "b3", "manifest.json", CONTENT);
        assertThat(store().backups(ORDERS)).containsExactly("b1", "b2");
    }

    @Test
    void keepsClustersApart() throws IOException {
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        assertThat(store().sizeOf(new ClusterName("stock"), digest(CONTENT))).isEmpty();
    }
}
