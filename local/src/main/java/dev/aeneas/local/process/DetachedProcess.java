package dev.aeneas.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A process that belongs to a directory, outlives whoever started it, and is found again by that directory. */
public final class DetachedProcess {

    private static final String RECORD = "process.pid";
    private static final Duration SIGNAL_BOUND = Duration.ofSeconds(10);

    private final Path directory;
    private final ProcessRecord record;

    private DetachedProcess(Path directory, ProcessRecord record) {
        this.directory = directory;
        this.record = record;
    }

    /** What runs in that directory now. */
    public static Optional<DetachedProcess> adopt(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return ProcessRecord.read(absolute.resolve(RECORD))
                .filter(ProcessRecord::isAlive)
                .map(record -> new DetachedProcess(absolute, record));
    }

    /** Starts it, or adopts what already runs in its directory. */
    public static DetachedProcess start(Launch launch) {
        return start(launch.directory(), () -> launch);
    }

    /** As {@link #start(Launch)}; what the launch needs is prepared by one starter at a time, and only if nothing runs. */
    public static DetachedProcess start(Path directory, Supplier<Launch> prepare) {
        Path absolute = directory.toAbsolutePath().normalize();
        return StartLock.holding(absolute, () -> adopt(absolute).orElseGet(() -> fork(prepare.get(), absolute)));
    }

    public long pid() {
        return record.pid();
    }

    public boolean isAlive() {
        return record.isAlive();
    }

    /** SIGKILL, and wait until it is gone. */
    public void kill() {
        signal("KILL");
        awaitSignalled("killed", () -> !isAlive());
    }

    /** SIGSTOP, and wait until it does nothing any more; it keeps its memory and its sockets. */
    public void freeze() {
        signal("STOP");
        awaitSignalled("frozen", () -> !isAlive() || record.isHeld());
    }

    /** SIGCONT */
    public void thaw() {
        signal("CONT");
    }

    /**
     * SIGTERM.
     *
     * @return false when it still runs after the bound
     */
    public boolean stop(Duration bound) {
        thaw(); // a frozen process would never see the signal
        signal("TERM");
        return Wait.until(bound, () -> !isAlive());
    }

    /** What it wrote to its standard output and error since this start. */
    public String outputTail(int lines) {
        return LogTail.of(directory.resolve(Launch.OUTPUT), lines);
    }

    private static DetachedProcess fork(Launch launch, Path directory) {
        Path file = directory.resolve(RECORD);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long pid = launch.fork(file);
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            ProcessRecord.ofLiving(pid).ifPresent(record -> record.write(file));
        }
        Wait.until(
                SIGNAL_BOUND,
                () -> Files.exists(file) || ProcessRecord.ofLiving(pid).isEmpty());
        return ProcessRecord.read(file)
                .map(record -> new DetachedProcess(directory, record))
                .orElseThrow(() ->
                        new ProcessDied(launch.command().get(0), LogTail.of(directory.resolve(Launch.OUTPUT), 20)));
    }

    private void signal(String name) {
        if (!isAlive()) {
            return;
        }
        try {
            // The JDK knows only TERM and KILL; every shell has this command built in.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start();
            if (!kill.waitFor(SIGNAL_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("No answer to kill -" + name + " " + pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot signal " + pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSignalled(String what, BooleanSupplier done) {
        if (!Wait.until(SIGNAL_BOUND, done)) {
            throw new IllegalStateException(
                    "Process " + pid() + " could not be " + what + " within " + SIGNAL_BOUND.toSeconds() + " s");
        }
    }
}
