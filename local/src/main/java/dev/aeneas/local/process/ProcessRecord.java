package dev.aeneas.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names one process for ever: its id, and a mark of when it began, since the system gives ids again.
 *
 * @param began on Linux the boot's id and the ticks since boot: the start as wall-clock time moves when the clock is set
 */
public record ProcessRecord(long pid, String began) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The process that has this id now; empty when there is none, or only its remains that nobody has collected. */
    static Optional<ProcessRecord> ofLiving(long pid) {
        return Files.isReadable(BOOT_ID) ? fromProc(pid) : fromHandle(pid);
    }

    boolean isAlive() {
        return ofLiving(pid).filter(this::equals).isPresent();
    }

    /**
     * Whether no thread of it does anything any more, once SIGSTOP was sent: that signal is one thread's to take, and
     * until that one gets a processor the others go on. True where the system does not tell of threads.
     */
    boolean isHeld() {
        Path threads = proc(pid).resolve("task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (Stream<Path> each = Files.list(threads)) {
            return each.map(ProcStat::of).flatMap(Optional::stream).allMatch(ProcStat::isHeld);
        } catch (IOException | UncheckedIOException gone) {
            return true;
        }
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
        return ProcStat.of(proc(pid))
                .filter(stat -> !stat.isGone())
                .map(stat -> new ProcessRecord(pid, bootId() + ":" + stat.startTicks()));
    }

    private static Path proc(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }

    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).trim();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + BOOT_ID, e);
        }
    }

    private static Optional<ProcessRecord> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(began -> new ProcessRecord(pid, began.toString()));
    }
}
