package dev.aeneas.backup.run;

import java.util.List;

/**
 * What a cluster looks like to CQL.
 *
 * @param cassandraVersion of the node that answered
 * @param keyspaces of the user, those asked for
 * @param tables of these keyspaces, materialized views included
 * @param statements CREATE statements with table ids, in the order in which they can be carried out
 * @param roles null: they were not asked for
 */
public record Schema(
        String cassandraVersion, List<String> keyspaces, List<TableName> tables, List<String> statements, Roles roles) {
    /** Without roles. */
    public Schema(String cassandraVersion, List<String> keyspaces, List<TableName> tables, List<String> statements) {
        this(cassandraVersion, keyspaces, tables, statements, null);
    }
}
