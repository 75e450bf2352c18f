package dev.aeneas.backup.restore.cql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes CQL apart; comments are blanks. */
final class Tokens {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        var tokens = new Tokens(text);
        while (tokens.at < text.length()) {
            tokens.next();
        }
        return tokens.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("/*", at)) {
            at = after("*/", at + 2);
        } else if (text.startsWith("--", at) || text.startsWith("//", at)) {
            at = after("\n", at);
        } else if (text.startsWith("$$", at)) {
            add(Token.Kind.STRING, after("$$", at + 2));
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else if (isWord(c)) {
            add(Token.Kind.NAME, endOfWord());
        } else {
            add(Token.Kind.SYMBOL, at + 1);
        }
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    /** A doubled quote stands for itself. */
    private void quoted(char quote) {
        int end = at + 1;
        while (end < text.length() && (text.charAt(end) != quote || doubled(end, quote))) {
            end += text.charAt(end) == quote ? 2 : 1;
        }
        add(quote == '"' ? Token.Kind.QUOTED : Token.Kind.STRING, Math.min(end + 1, text.length()));
    }

    private boolean doubled(int position, char quote) {
        return position + 1 < text.length() && text.charAt(position + 1) == quote;
    }

    private int endOfWord() {
        int end = at;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, value(kind, text.substring(at, end)), at, end));
        at = end;
    }

    private static String value(Token.Kind kind, String written) {
        return switch (kind) {
            case NAME -> written.toLowerCase(Locale.ROOT);
            case QUOTED -> written.substring(1, written.length() - 1).replace("\"\"", "\"");
            case STRING, SYMBOL -> written;
        };
    }
}
