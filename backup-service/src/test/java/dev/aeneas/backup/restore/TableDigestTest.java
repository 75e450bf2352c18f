package dev.aeneas.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableDigestTest {
    private static final TableDigest ONE = new TableDigest(1, "0".repeat(31) + "1");
    private static final TableDigest LARGEST = new TableDigest(2, "f".repeat(32));

    @Test
    void partsAddUpInAnyOrder() {
        assertThat(ONE.plus(ONE)).isEqualTo(new TableDigest(2, "0".repeat(31) + "2"));
        assertThat(ONE.plus(LARGEST)).isEqualTo(LARGEST.plus(ONE)).isEqualTo(new TableDigest(3, "0".repeat(32)));
        assertThat(ONE.plus(TableDigest.EMPTY)).isEqualTo(ONE);
    }

    @Test
    void refusesWhatIsNoDigest() {
        assertThatThrownBy(() -> new TableDigest(1, "abc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableDigest(-1, ONE.digest())).isInstanceOf(IllegalArgumentException.class);
    }
}
