package dev.aeneas.backup.restore.cql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTextTest {
    private static final TableName TABLE = new TableName("shop", "Order Lines");
    private static final SchemaText TEXT = SchemaText.of(new Schema(
            "5.0.9",
            List.of("shop"),
            List.of(TABLE),
            List.of(
                    "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '3', 'we-st': '2'}"
                            + "  AND durable_writes = true;",
                    "CREATE TYPE shop.address (street text, zip int);",
                    """
                    CREATE TABLE shop."Order Lines" (
                        shop_id int,
                        "Day" date,
                        line timeuuid,
                        what frozen<map<text, address>>,
                        owner text static,
                        old int,
                        PRIMARY KEY ((shop_id, "Day"), line)
                    ) WITH ID = 5f3c0e10-0000-11ee-0000-0123456789ab
                        AND CLUSTERING ORDER BY (line DESC)
                        AND bloom_filter_fp_chance = 0.01
                        AND comment = 'it''s; "quoted" -- so';

                    ALTER TABLE shop."Order Lines" DROP old USING TIMESTAMP 1700000000000000;
                    """,
                    "CREATE CUSTOM INDEX by_owner ON shop.\"Order Lines\" (owner) USING 'sai';")));

    @Test
    void readsColumnsWithTheirTypesAndRoles() {
        var table = TEXT.table(TABLE).orElseThrow();
        assertThat(table.columns().get("Day")).hasToString("date (partition key 2)");
        assertThat(table.columns().get("line")).hasToString("timeuuid (clustering 1 desc)");
        assertThat(table.columns().get("what")).hasToString("frozen<map<text,address>> (regular)");
        assertThat(table.columns().get("owner")).hasToString("text (static)");
        assertThat(table.columns()).doesNotContainKey("old");
        assertThat(table.dropped()).containsExactly("old");
    }

    @Test
    void readsReplicationByDatacenter() {
        assertThat(TEXT.keyspace("shop").orElseThrow().in("we-st")).isEqualTo(2);
        assertThat(TEXT.keyspace("shop").orElseThrow().in("north")).isZero();
    }

    @Test
    void makesATableUnderAnotherNameWithoutItsIdAndWithItsIndexesAndDroppedColumns() {
        var made = TEXT.creating(TABLE, name -> new TableName("copy", "lines"));
        assertThat(made).hasSize(3);
        assertThat(made.get(0))
                .startsWith("CREATE TABLE \"copy\".\"lines\" (")
                .doesNotContain("ID =")
                .contains("WITH CLUSTERING ORDER BY (line DESC)")
                .contains("bloom_filter_fp_chance = 0.01")
                .endsWith("AND comment = 'it''s; \"quoted\" -- so'");
        assertThat(made.get(1)).isEqualTo("ALTER TABLE \"copy\".\"lines\" DROP old USING TIMESTAMP 1700000000000000");
        assertThat(made.get(2)).startsWith("CREATE CUSTOM INDEX \"lines_by_owner\" ON \"copy\".\"lines\"");
    }

    @Test
    void makesTypesThatAreMissing() {
        assertThat(TEXT.typesWithout("shop", List.of(), name -> name)).hasSize(1);
        assertThat(TEXT.typesWithout("shop", List.of(new TableName("shop", "address")), name -> name))
                .isEmpty();
    }
}
