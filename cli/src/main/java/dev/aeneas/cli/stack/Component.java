package dev.aeneas.cli.stack;

import dev.aeneas.local.process.DetachedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One part of the stack: a process of its own that outlives the command line and is found again by its folder. */
public interface Component {
    String name();

    /** Its folder, with the record of its process. */
    Path folder();

    /** Every port that it listens on; the first is the one that its clients use. */
    List<Endpoint> endpoints();

    /** Starts it and returns at once, whether or not it is ready. */
    void start();

    /** Whether it does its work right now; bounded, never throws. */
    boolean isReady();

    /** How long it may take from its start to be ready. */
    Duration readyBound();

    /** How long it may take to stop before it is killed. */
    Duration stopBound();

    /** The end of its log, for errors. */
    String logTail(int lines);

    /** Whether what runs is not what would be started now: another build, other settings. */
    default boolean isOutdated() {
        return false;
    }

    default Optional<DetachedProcess> process() {
        return DetachedProcess.adopt(folder());
    }
}
