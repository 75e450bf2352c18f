package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole way on real nodes: a table dropped by mistake comes back, here and in a cluster of another shape. */
class RealClusterRestoreTest extends RealRestoreFixture {
    private static RestoreBackup elsewhereWithRoles() {
        return new RestoreBackup(
                ORDERS,
                "elsewhere",
                null,
                "b1",
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of("east", "west"),
                null,
                IntoExisting.FAIL,
                List.of(),
                null,
                true);
    }

    @Test
    void bringsADroppedTableBackHereAndIntoAClusterOfAnotherShape() {
        writeRows();
        var before = rows("items");
        try (var session = cluster.session()) {
            session.execute("CREATE ROLE readers");
            session.execute("GRANT SELECT ON shop.items TO readers");
            session.execute("CREATE ROLE app WITH PASSWORD = 'of the app' AND LOGIN = true");
            session.execute("GRANT readers TO app");
        }
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
        restore(elsewhereWithRoles());
        assertThat(rows("items")).isEqualTo(before);
        try (var session = cluster.session("app", "of the app")) {
            assertThat(session.execute("SELECT id FROM shop.items").all()).hasSize(ROWS);
            assertThatThrownBy(() -> session.execute("TRUNCATE shop.items")).isInstanceOf(UnauthorizedException.class);
        }
    }
}
