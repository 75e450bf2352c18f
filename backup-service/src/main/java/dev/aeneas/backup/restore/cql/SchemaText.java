package dev.aeneas.backup.restore.cql;

import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A described schema, read apart. */
public final class SchemaText {
    private final List<Statement> statements;
    private final Map<String, Replicas> keyspaces = new TreeMap<>();
    private final Map<TableName, TableText> tables = new TreeMap<>();

    private SchemaText(List<Statement> statements) {
        this.statements = statements;
        statements.forEach(this::read);
    }

    public static SchemaText of(Schema schema) {
        return new SchemaText(schema.statements().stream()
                .flatMap(script -> Statement.of(script).stream())
                .toList());
    }

    private void read(Statement statement) {
        if (!statement.creates()) {
            statement.subject().ifPresent(table -> tables.computeIfPresent(table, (n, t) -> t.altered(statement)));
        } else if (statement.kind().equals("keyspace")) {
            keyspaces.put(statement.keyspace().orElseThrow(), Replicas.of(statement));
        } else if (statement.kind().equals("table")) {
            tables.put(statement.subject().orElseThrow(), TableText.of(statement));
        }
    }

    public Optional<Replicas> keyspace(String name) {
        return Optional.ofNullable(keyspaces.get(name));
    }

    public Optional<TableText> table(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** Names of the types of a keyspace. */
    public List<TableName> types(String keyspace) {
        return created(keyspace, "type")
                .map(statement -> statement.subject().orElseThrow())
                .toList();
    }

    /** How the types of a keyspace are made under other names, those that are there already excepted. */
    public List<String> typesWithout(String keyspace, List<TableName> present, UnaryOperator<TableName> names) {
        return created(keyspace, "type")
                .filter(statement ->
                        !present.contains(names.apply(statement.subject().orElseThrow())))
                .map(statement -> statement.renamed(names).text())
                .toList();
    }

    /** How the functions and aggregates of a keyspace are made in another one; what is there already stays. */
    public List<String> functions(String keyspace, UnaryOperator<TableName> names) {
        return Stream.of("function", "aggregate")
                .flatMap(kind -> created(keyspace, kind))
                .map(statement -> statement.renamed(names).ifNotExists().text())
                .toList();
    }

    /** Names of the materialized views of a table. */
    public List<TableName> views(TableName base) {
        return created(base.keyspace(), "view")
                .filter(statement -> statement.base().filter(base::equals).isPresent())
                .map(statement -> statement.subject().orElseThrow())
                .toList();
    }

    /** How a materialized view is made of the table of another name. */
    public List<String> creatingView(TableName view, UnaryOperator<TableName> names) {
        return created(view.keyspace(), "view")
                .filter(statement -> statement.subject().filter(view::equals).isPresent())
                .map(statement ->
                        statement.withoutId().renamed(names).ifNotExists().text())
                .toList();
    }

    private Stream<Statement> created(String keyspace, String kind) {
        return statements.stream()
                .filter(statement -> statement.creates() && statement.kind().equals(kind))
                .filter(statement -> statement
                        .subject()
                        .map(name -> name.keyspace().equals(keyspace))
                        .orElse(false));
    }

    /** How a table is made under another name, with its indexes, and with the columns that it had once. */
    public List<String> creating(TableName table, UnaryOperator<TableName> names) {
        var texts = new ArrayList<String>();
        for (var statement : statements) {
            boolean itself = statement.subject().filter(table::equals).isPresent();
            if (itself && List.of("table", "index").contains(statement.kind())) {
                texts.add(statement.withoutId().renamed(names).text());
            }
        }
        return texts;
    }
}
