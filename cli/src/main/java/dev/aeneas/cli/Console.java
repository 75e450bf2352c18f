package dev.aeneas.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.aeneas.contracts.WireFormat;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the user sees: results on stdout, as a table or as JSON; progress and errors on stderr. */
public final class Console {
    /** Set by the launcher script, which can ask the system where stderr goes. */
    private static final String TERMINAL = "aeneas.terminal";

    private final PrintStream out;
    private final PrintStream err;
    private final Cli.Output output;

    public Console(PrintStream out, PrintStream err, Cli.Output output) {
        this.out = out;
        this.err = err;
        this.output = output;
    }

    public PrintStream err() {
        return err;
    }

    public boolean isJson() {
        return output == Cli.Output.json;
    }

    /** Whether progress goes to a terminal, where it may be drawn anew. */
    public boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL);
    }

    /** A line of progress. */
    public void say(String line) {
        err.println(line);
    }

    /** A line of the result itself; left out of JSON. */
    public void line(String line) {
        if (!isJson()) {
            out.println(line);
        }
    }

    /** The result: the value as JSON, or the table for people. */
    public void result(Object json, Table table) {
        if (isJson()) {
            out.println(pretty(json));
        } else {
            out.println(table.text());
        }
    }

    /** One value of a stream of results: one line of JSON, or the text. */
    public void item(Object json, String text) {
        out.println(isJson() ? compact(json) : text);
        out.flush();
    }

    void error(String message, Object json) {
        err.println("aeneas: " + message);
        if (isJson()) {
            out.println(pretty(Map.of("error", json)));
        }
    }

    public static String pretty(Object json) {
        try {
            return WireFormat.mapper()
                    .writer()
                    .with(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + json.getClass(), e);
        }
    }

    private static String compact(Object json) {
        return new String(WireFormat.write(json), StandardCharsets.UTF_8);
    }

    /** Rows under their headings. */
    public record Table(List<String> headings, List<List<String>> rows) {
        String text() {
            if (rows.isEmpty()) {
                return "(none)";
            }
            Column[] columns = headings.stream()
                    .map(heading -> new Column().header(heading).dataAlign(HorizontalAlign.LEFT))
                    .toArray(Column[]::new);
            String[][] cells =
                    rows.stream().map(row -> row.toArray(String[]::new)).toArray(String[][]::new);
            return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, cells);
        }
    }
}
