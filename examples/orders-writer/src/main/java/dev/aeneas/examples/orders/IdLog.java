package dev.aeneas.examples.orders;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The ids of acknowledged writes, one per line: what must be found afterwards. A line cut short by a crash is no id. */
final class IdLog implements AutoCloseable {
    private final Optional<BufferedWriter> lines;

    private IdLog(Optional<BufferedWriter> lines) {
        this.lines = lines;
    }

    /** Appends; empty: keeps nothing. */
    static IdLog to(Optional<Path> file) throws IOException {
        return file.isEmpty()
                ? new IdLog(Optional.empty())
                : new IdLog(Optional.of(
                        Files.newBufferedWriter(file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    static List<Long> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith(";"))
                    .map(line -> Long.valueOf(line.substring(0, line.length() - 1)))
                    .toList();
        }
    }

    void acknowledged(long id) {
        lines.ifPresent(writer -> {
            try {
                writer.write(id + ";\n");
                // each one: the process may be killed in a drill
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (lines.isPresent()) {
            lines.get().close();
        }
    }
}
