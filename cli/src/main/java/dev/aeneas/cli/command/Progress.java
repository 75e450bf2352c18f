package dev.aeneas.cli.command;

import dev.aeneas.cli.Console;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far something is, on stderr: a bar on a terminal, a line for each step elsewhere. Safe for several threads. */
public final class Progress implements AutoCloseable {
    private static final int REFRESH_MILLIS = 200;

    private final Console console;
    private final ProgressBar bar;
    private final long began = System.nanoTime();

    public Progress(Console console, String task, long total) {
        this.console = console;
        this.bar = console.isTerminal() ? bar(task, total) : null;
    }

    /** One step is done. */
    public synchronized void step(String what) {
        if (bar == null) {
            console.say(String.format(Locale.ROOT, "%6.1f s  %s", elapsedSeconds(), what));
        } else {
            bar.setExtraMessage(what);
            bar.step();
        }
    }

    /** So many of so many are done; how many there are may become known on the way. */
    public synchronized void reached(long done, long total, String what) {
        if (bar == null) {
            step(what);
        } else {
            bar.maxHint(total);
            bar.setExtraMessage(what);
            bar.stepTo(done);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private double elapsedSeconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private static ProgressBar bar(String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .build();
    }
}
