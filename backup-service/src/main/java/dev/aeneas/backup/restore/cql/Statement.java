package dev.aeneas.backup.restore.cql;

import dev.aeneas.backup.run.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One CQL statement, without its semicolon. */
public final class Statement {
    private final String text;
    private final List<Token> tokens;

    private Statement(String text) {
        this.text = text;
        this.tokens = Tokens.of(text);
    }

    /** The statements of a script, in order. */
    public static List<Statement> of(String script) {
        var statements = new ArrayList<Statement>();
        int start = 0;
        for (var token : Tokens.of(script + ";")) {
            if (token.isSymbol(";")) {
                var text = script.substring(start, token.start());
                if (!Tokens.of(text).isEmpty()) {
                    statements.add(new Statement(text.strip()));
                }
                start = token.end();
            }
        }
        return statements;
    }

    public String text() {
        return text;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** What it creates or alters: {@code keyspace}, {@code type}, {@code table}, {@code index}, {@code view} … */
    public String kind() {
        return tokens.stream()
                .skip(1)
                .map(Token::text)
                .filter(word ->
                        !Set.of("custom", "materialized", "or", "replace").contains(word))
                .findFirst()
                .orElse("");
    }

    public boolean creates() {
        return tokens.get(0).isWord("create");
    }

    /** The keyspace that a {@code CREATE KEYSPACE} names. */
    Optional<String> keyspace() {
        return kind().equals("keyspace")
                ? nameAfterKind().map(i -> tokens.get(i).text())
                : Optional.empty();
    }

    /** The first qualified name: a table's own, or for an index that of its table. */
    public Optional<TableName> subject() {
        return qualified().stream()
                .findFirst()
                .map(i -> new TableName(tokens.get(i).text(), tokens.get(i + 2).text()));
    }

    private Optional<Integer> nameAfterKind() {
        for (int i = 1; i < tokens.size(); i++) {
            var token = tokens.get(i);
            boolean word =
                    Set.of("keyspace", "index", "custom", "if", "not", "exists").contains(token.text());
            if (token.isName() && !(token.kind() == Token.Kind.NAME && word)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Where {@code keyspace.something} begins. */
    private List<Integer> qualified() {
        var places = new ArrayList<Integer>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && tokens.get(i + 1).isSymbol(".")
                    && tokens.get(i + 2).isName()) {
                places.add(i);
            }
        }
        return places;
    }

    /** The statement about things of other names; an index of a renamed table gets a name of its own too. */
    Statement renamed(UnaryOperator<TableName> names) {
        var written = new StringBuilder(text);
        var places = qualified();
        for (int p = places.size() - 1; p >= 0; p--) {
            int i = places.get(p);
            var to = names.apply(
                    new TableName(tokens.get(i).text(), tokens.get(i + 2).text()));
            written.replace(tokens.get(i).start(), tokens.get(i + 2).end(), Cql.name(to));
        }
        if (kind().equals("index")) {
            renameIndex(written, names);
        }
        return new Statement(written.toString());
    }

    private void renameIndex(StringBuilder written, UnaryOperator<TableName> names) {
        var table = subject().orElseThrow();
        var to = names.apply(table);
        if (!to.table().equals(table.table())) {
            // its name stands before every name that was replaced already
            var name = tokens.get(nameAfterKind().orElseThrow());
            written.replace(name.start(), name.end(), Cql.name(to.table() + "_" + name.text()));
        }
    }

    /** The same, harmless where what it creates is there already. */
    Statement ifNotExists() {
        int kind = 0;
        while (!tokens.get(kind).text().equals(kind())) {
            kind++;
        }
        int end = tokens.get(kind).end();
        return new Statement(text.substring(0, end) + " IF NOT EXISTS" + text.substring(end));
    }

    /** Of a materialized view: the table that its rows are of. */
    Optional<TableName> base() {
        for (int i : qualified()) {
            if (tokens.get(i - 1).isWord("from")) {
                return Optional.of(
                        new TableName(tokens.get(i).text(), tokens.get(i + 2).text()));
            }
        }
        return Optional.empty();
    }

    /** Without the id, so that the new table is not taken for the dropped one. */
    Statement withoutId() {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            boolean option =
                    tokens.get(i - 1).isWord("with") || tokens.get(i - 1).isWord("and");
            if (option && tokens.get(i).isWord("id") && tokens.get(i + 1).isSymbol("=")) {
                return without(i);
            }
        }
        return this;
    }

    private Statement without(int option) {
        for (int i = option; i < tokens.size(); i++) {
            if (tokens.get(i).isWord("and")) {
                return cut(tokens.get(option).start(), tokens.get(i + 1).start());
            }
        }
        return cut(tokens.get(option - 1).start(), text.length());
    }

    private Statement cut(int from, int to) {
        return new Statement((text.substring(0, from) + text.substring(to)).strip());
    }

    @Override
    public String toString() {
        return text;
    }
}
