package dev.aeneas.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Names one process for ever: its id, and a mark of when it began, since the system gives ids again.
 *
 * @param began on Linux the boot's id and the ticks since boot: the start as wall-clock time moves when the clock is set
 */
public record ProcessRecord(long pid, String began) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** The process that has this id now; empty when there is none, or only its remains that nobody has collected. */
    static Optional<ProcessRecord> ofLiving(long pid) {
        return Files.isReadable(BOOT_ID) ? fromProc(pid) : fromHandle(pid);
    }

    boolean isAlive() {
        return ofLiving(pid).filter(this::equals).isPresent();
    }

    /** Reads what the started process wrote about itself; empty when it has written nothing, or not all of it. */
    static Optional<ProcessRecord> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).trim().split(" ", -1);
            return words.length == 2
                    ? Optional.of(new ProcessRecord(Long.parseLong(words[0]), words[1]))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    void write(Path file) {
        AtomicFile.write(file, pid + " " + began + "\n");
    }

    private static Optional<ProcessRecord> fromProc(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name, in brackets, may hold anything: count the fields after it.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1));
            if (List.of("Z", "X").contains(fields.get(STATE))) {
                return Optional.empty();
            }
            String boot = Files.readString(BOOT_ID).trim();
            return Optional.of(new ProcessRecord(pid, boot + ":" + fields.get(START_TICKS)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessRecord> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(began -> new ProcessRecord(pid, began.toString()));
    }
}
