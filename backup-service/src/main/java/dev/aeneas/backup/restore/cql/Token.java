package dev.aeneas.backup.restore.cql;

/**
 * A piece of a statement.
 *
 * @param text of a name as Cassandra stores it: without quotes, and lower-case where it had none; else as written
 * @param start position of its first character
 * @param end position after its last character
 */
record Token(Kind kind, String text, int start, int end) {
    /** What it is; a keyword is a name without quotes. */
    enum Kind {
        NAME,
        QUOTED,
        STRING,
        SYMBOL
    }

    /** A number is none, so that {@code 0.01} is not taken for a table of a keyspace. */
    boolean isName() {
        return kind == Kind.QUOTED || (kind == Kind.NAME && !Character.isDigit(text.charAt(0)));
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
