package dev.aeneas.sstables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CqlScriptTest {
    @Test
    void splitsAtSemicolonsThatEndStatements() {
        assertThat(CqlScript.statements("CREATE TABLE a (b int);\n\nALTER TABLE a DROP b; ;"))
                .containsExactly("CREATE TABLE a (b int)", "ALTER TABLE a DROP b");
    }

    @Test
    void leavesSemicolonsInQuotesAndCommentsAlone() {
        assertThat(CqlScript.statements("CREATE TABLE \"a;b\" (c int) WITH comment = 'it''s; mine'"))
                .hasSize(1);
        assertThat(CqlScript.statements("CREATE FUNCTION f () AS $$ return 1; $$; -- one; two\nSELECT 1 /* ; */"))
                .hasSize(2);
    }
}
