package dev.aeneas.cli.watch;

import java.time.Duration;
import java.util.function.Consumer;

/** A line for each thing that happened, and one now and then while only bytes go on: for logs. */
final class LineScreen implements Screen {
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    private final Consumer<String> out;
    private String gist = "";
    private Duration told = Duration.ZERO;

    LineScreen(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void show(RunPicture picture, Duration elapsed) {
        String now = RunText.gist(picture);
        if (!now.equals(gist) || elapsed.minus(told).compareTo(AT_LEAST_EVERY) >= 0) {
            out.accept(RunText.line(picture, elapsed));
            gist = now;
            told = elapsed;
        }
    }
}
