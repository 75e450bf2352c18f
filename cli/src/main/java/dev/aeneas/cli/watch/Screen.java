package dev.aeneas.cli.watch;

import java.time.Duration;

/** Where pictures of a run are shown, one after the other. */
interface Screen extends AutoCloseable {
    /** Shows a picture; {@code elapsed} since the watching began. */
    void show(RunPicture picture, Duration elapsed);

    /** What is shown stays. */
    @Override
    default void close() {}
}
