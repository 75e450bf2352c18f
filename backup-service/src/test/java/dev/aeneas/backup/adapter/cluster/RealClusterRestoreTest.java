package dev.aeneas.backup.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.BackupCommand.IntoExisting;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole way on real nodes: a table dropped by mistake comes back, here and in a cluster of another shape. */
class RealClusterRestoreTest extends RealRestoreFixture {
    @Test
    void bringsADroppedTableBackHereAndIntoAClusterOfAnotherShape() {
        writeRows();
        var before = rows("items");
        backUp();

        try (var session = cluster.session()) {
            session.execute("DROP TABLE shop.items");
        }
        assertThat(restore("dropped", Map.of(), Map.of(), IntoExisting.FAIL).tables())
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).isEqualTo(ROWS));
        assertThat(rows("items")).isEqualTo(before).hasSize(ROWS);

        restore("beside", Map.of("shop.items", "items_then"), Map.of(), IntoExisting.FAIL);
        assertThat(rows("items_then")).isEqualTo(before);
        try (var session = cluster.session()) {
            session.execute("INSERT INTO shop.items (id, name) VALUES (-1, 'written since')");
            session.execute("DELETE FROM shop.items WHERE id = 7");
        }
        restore("merged", Map.of(), Map.of(), IntoExisting.MERGE);
        assertThat(rows("items")).hasSize(ROWS).containsKey(-1).doesNotContainKey(7);
        restore("emptied", Map.of(), Map.of(), IntoExisting.TRUNCATE);
        assertThat(rows("items")).isEqualTo(before);

        cluster.close();
        use(new RealCluster(folder.resolve("west"), "west", "0"));
        restore("elsewhere", Map.of(), Map.of("east", "west"), IntoExisting.FAIL);
        assertThat(rows("items")).isEqualTo(before);
    }
}
