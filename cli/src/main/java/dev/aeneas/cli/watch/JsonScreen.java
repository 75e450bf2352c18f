package dev.aeneas.cli.watch;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Each picture that differs from the one before, for programs. */
final class JsonScreen implements Screen {
    private final Consumer<RunPicture> out;
    private List<Object> before = List.of();

    JsonScreen(Consumer<RunPicture> out) {
        this.out = out;
    }

    @Override
    public void show(RunPicture picture, Duration elapsed) {
        List<Object> now = List.of(RunText.gist(picture), picture.nodes());
        if (!now.equals(before)) {
            out.accept(picture);
            before = now;
        }
    }
}
