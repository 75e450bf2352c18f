package dev.aeneas.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** One place on the terminal that is drawn anew with each picture; only what changed is sent. */
final class TerminalScreen implements Screen {
    private final Terminal terminal;
    private final Display display;

    private TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
    }

    /** Opens the terminal that progress goes to. */
    static TerminalScreen open() {
        try {
            return new TerminalScreen(TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(SystemOutput.ForcedSysErr)
                    .nativeSignals(false)
                    .dumb(true)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be used for --watch", e);
        }
    }

    @Override
    public void show(RunPicture picture, Duration elapsed) {
        int columns = Math.max(20, terminal.getWidth());
        int rows = Math.max(2, terminal.getHeight());
        display.resize(rows, columns);
        display.update(fitting(RunText.screen(picture, elapsed), rows - 1, columns), -1);
        terminal.flush();
    }

    /** A line or a screen that is too long would scroll, and the next picture would be drawn below it. */
    private static List<AttributedString> fitting(List<String> lines, int rows, int columns) {
        return lines.stream()
                .limit(rows)
                .map(line -> new AttributedString(line).columnSubSequence(0, columns - 1))
                .toList();
    }

    @Override
    public void close() {
        try {
            terminal.writer().println();
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
