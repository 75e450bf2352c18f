package dev.aeneas.cli.stack;

import dev.aeneas.local.process.LogTail;
import java.nio.file.Path;
import java.util.List;

/** The end of a Java log without the frames of its stack traces: the causes are what a reader looks for. */
final class LogExcerpt {
    private static final int LINES_READ = 400;

    private LogExcerpt() {}

    static String of(Path file, int lines) {
        List<String> telling = LogTail.of(file, LINES_READ)
                .lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... ") && !line.isBlank())
                .toList();
        return String.join("\n", telling.subList(Math.max(0, telling.size() - lines), telling.size()));
    }
}
