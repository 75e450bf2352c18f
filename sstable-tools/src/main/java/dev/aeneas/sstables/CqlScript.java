package dev.aeneas.sstables;

import java.util.ArrayList;
import java.util.List;

/** Splits a script into statements at the semicolons that are in no string, name, function body or comment. */
final class CqlScript {
    private final String text;
    private final List<String> statements = new ArrayList<>();

    private CqlScript(String text) {
        this.text = text;
    }

    static List<String> statements(String text) {
        var script = new CqlScript(text);
        script.split();
        return script.statements;
    }

    private void split() {
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == ';') {
                add(start, at);
                start = at + 1;
            }
            at = next(at);
        }
        add(start, text.length());
    }

    private void add(int start, int end) {
        var statement = text.substring(start, end).strip();
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
    }

    /** After the character, or after the quoted or commented part that begins with it. */
    private int next(int at) {
        return switch (text.charAt(at)) {
            case '\'' -> after("'", at + 1);
            case '"' -> after("\"", at + 1);
            case '$' -> text.startsWith("$$", at) ? after("$$", at + 2) : at + 1;
            case '/' -> text.startsWith("/*", at) ? after("*/", at + 2) : at + 1;
            case '-' -> text.startsWith("--", at) ? after("\n", at + 2) : at + 1;
            default -> at + 1;
        };
    }

    /** A doubled quote ends one quoted part and begins the next, which comes to the same. */
    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
