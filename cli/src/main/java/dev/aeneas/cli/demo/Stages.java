package dev.aeneas.cli.demo;

import dev.aeneas.cli.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells what the demonstration does, with the time since it began, and measures its parts. */
final class Stages {
    private final Console console;
    private final long began = System.nanoTime();
    private final Map<String, Long> took = new LinkedHashMap<>();

    Stages(Console console) {
        this.console = console;
    }

    void say(String line) {
        console.say(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - began) / 1e9, line));
    }

    /** Runs a part; its name ends with {@code Ms}. */
    <T> T timed(String name, String line, Supplier<T> part) {
        say(line);
        long start = System.nanoTime();
        T result = part.get();
        took.put(name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return result;
    }

    void timed(String name, String line, Runnable part) {
        timed(name, line, () -> {
            part.run();
            return null;
        });
    }

    Map<String, Long> took() {
        return Map.copyOf(took);
    }

    long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
