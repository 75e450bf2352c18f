package dev.aeneas.backup.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many rows a page gets; that they are all read is shown on real nodes. */
class ReadTablePartTest {
    private final ReadTablePart part = new ReadTablePart(null, null, null, 1000);

    @Test
    void keepsAPageOfLargeRowsBelowAMebibyte() {
        assertThat(part.rowsOfNext(20, 20 * 32 * 1024)).isEqualTo(32);
        assertThat(part.rowsOfNext(32, 32 * 2 * 1024 * 1024)).isEqualTo(1);
    }

    @Test
    void letsAPageOfSmallRowsGrowByLittleUpToItsBound() {
        assertThat(part.rowsOfNext(20, 2_000)).isEqualTo(40);
        assertThat(part.rowsOfNext(900, 90_000)).isEqualTo(1000);
    }

    @Test
    void goesOnAfterAnEmptyPage() {
        assertThat(part.rowsOfNext(0, 50)).isEqualTo(2);
    }
}
