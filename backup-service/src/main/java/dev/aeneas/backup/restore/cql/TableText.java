package dev.aeneas.backup.restore.cql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table's columns.
 *
 * @param columns by name
 * @param dropped that old SSTables may still have
 */
public record TableText(Map<String, Column> columns, Set<String> dropped) {

    /**
     * A column.
     *
     * @param type as CQL writes it, without blanks
     * @param role e.g. {@code regular}, {@code static}, {@code partition key 1}, {@code clustering 1 desc}
     */
    public record Column(String type, String role) {
        @Override
        public String toString() {
            return type + " (" + role + ")";
        }
    }

    /** From {@code CREATE TABLE}. */
    static TableText of(Statement statement) {
        var columns = new LinkedHashMap<String, Column>();
        var tokens = statement.tokens();
        int open = indexOf(tokens, "(");
        int close = closing(tokens, open);
        for (var item : items(tokens.subList(open + 1, close))) {
            if (item.get(0).isWord("primary")) {
                key(item.subList(2, item.size()), columns);
            } else {
                column(item, columns);
            }
        }
        order(tokens.subList(close, tokens.size()), columns);
        return new TableText(columns, new TreeSet<>());
    }

    /** After {@code ALTER TABLE … DROP c USING TIMESTAMP …} or {@code ADD c type}, which follow a CREATE TABLE. */
    TableText altered(Statement alter) {
        var changed = new LinkedHashMap<>(columns);
        var gone = new TreeSet<>(dropped);
        var tokens = alter.tokens();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("drop")) {
                gone.add(tokens.get(i + 1).text());
                changed.remove(tokens.get(i + 1).text());
            } else if (tokens.get(i).isWord("add")) {
                column(tokens.subList(i + 1, tokens.size()), changed);
                break;
            }
        }
        return new TableText(changed, gone);
    }

    private static void column(List<Token> item, Map<String, Column> columns) {
        var type = new StringBuilder();
        String role = "regular";
        for (var token : item.subList(1, item.size())) {
            if (token.isWord("static")) {
                role = "static";
            } else if (token.isWord("primary")) {
                role = "partition key 1";
                break;
            } else if (token.isWord("masked")) {
                break;
            } else {
                type.append(token.text());
            }
        }
        columns.put(item.get(0).text(), new Column(type.toString(), role));
    }

    private static void key(List<Token> key, Map<String, Column> columns) {
        var parts = items(key.subList(1, key.size() - 1));
        var first = parts.get(0);
        var partition = first.get(0).isSymbol("(") ? items(first.subList(1, first.size() - 1)) : List.of(first);
        for (int i = 0; i < partition.size(); i++) {
            role(columns, partition.get(i).get(0).text(), "partition key " + (i + 1));
        }
        for (int i = 1; i < parts.size(); i++) {
            role(columns, parts.get(i).get(0).text(), "clustering " + i);
        }
    }

    private static void role(Map<String, Column> columns, String name, String role) {
        columns.computeIfPresent(name, (n, column) -> new Column(column.type(), role));
    }

    private static void order(List<Token> options, Map<String, Column> columns) {
        for (int i = 1; i < options.size(); i++) {
            if (options.get(i).isWord("desc") && options.get(i - 1).isName()) {
                columns.computeIfPresent(
                        options.get(i - 1).text(), (n, column) -> new Column(column.type(), column.role() + " desc"));
            }
        }
    }

    /** Split at the commas that stand in no brackets. */
    private static List<List<Token>> items(List<Token> tokens) {
        var items = new ArrayList<List<Token>>();
        var item = new ArrayList<Token>();
        int depth = 0;
        for (var token : tokens) {
            depth += depth(token);
            if (depth == 0 && token.isSymbol(",")) {
                items.add(List.copyOf(item));
                item.clear();
            } else {
                item.add(token);
            }
        }
        items.add(List.copyOf(item));
        return items;
    }

    private static int depth(Token token) {
        if (token.kind() != Token.Kind.SYMBOL) {
            return 0;
        }
        return switch (token.text()) {
            case "(", "<", "{", "[" -> 1;
            case ")", ">", "}", "]" -> -1;
            default -> 0;
        };
    }

    private static int indexOf(List<Token> tokens, String symbol) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol(symbol)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "no '" + symbol + "' in " + tokens.stream().map(Token::text).collect(Collectors.joining(" ")));
    }

    private static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a bracket is never closed");
    }
}
