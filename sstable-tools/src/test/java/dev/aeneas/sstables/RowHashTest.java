package dev.aeneas.sstables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowHashTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(RowHash hash, String key, String value) {
        hash.key(bytes(key));
        hash.column("v", value == null ? null : bytes(value));
        hash.endRow();
    }

    private static RowHash of(String... keys) {
        var hash = new RowHash();
        for (var key : keys) {
            add(hash, key, "1");
        }
        return hash;
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        assertThat(of("a", "b", "c").digest())
                .isEqualTo(of("c", "a", "b").digest())
                .hasSize(32);
        assertThat(of("a", "b").rows()).isEqualTo(2);
    }

    @Test
    void theSameRowTwiceIsNotNothing() {
        assertThat(of("a", "a").digest()).isNotEqualTo(of().digest()).isNotEqualTo(of("a").digest());
    }

    @Test
    void absentIsNotEmpty() {
        var absent = new RowHash();
        add(absent, "a", null);
        var empty = new RowHash();
        add(empty, "a", "");
        assertThat(absent.digest()).isNotEqualTo(empty.digest());
    }

    @Test
    void whereOneValueEndsAndTheNextBeginsCounts() {
        var one = new RowHash();
        add(one, "ab", "c");
        var other = new RowHash();
        add(other, "a", "bc");
        assertThat(one.digest()).isNotEqualTo(other.digest());
    }
}
