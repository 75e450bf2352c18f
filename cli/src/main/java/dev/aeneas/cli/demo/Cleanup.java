package dev.aeneas.cli.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Undoes what the demonstration did, last thing first, once; also when it is interrupted. */
final class Cleanup {
    /** How long the demonstration may take to leave what it is at when it is interrupted. */
    private static final Duration LETTING_GO = Duration.ofSeconds(15);

    private final Deque<Step> steps = new ArrayDeque<>();
    private final Consumer<String> progress;
    private final Thread onExit = new Thread(this::runWhenInterrupted, "cleanup");
    private final Thread demonstration = Thread.currentThread();
    private final CountDownLatch begun = new CountDownLatch(1);

    private record Step(String what, Runnable undo) {}

    Cleanup(Consumer<String> progress) {
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** To be undone later; before what was added earlier. */
    synchronized void later(String what, Runnable undo) {
        steps.push(new Step(what, undo));
    }

    /** Undoes everything that has not been undone yet; an error in one thing does not keep the others. */
    synchronized void run() {
        begun.countDown();
        // Interrupted or not: this has to be done.
        boolean interrupted = Thread.interrupted();
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                if (!step.what().isEmpty()) {
                    progress.accept(step.what());
                }
                step.undo().run();
            } catch (RuntimeException e) {
                progress.accept("could not be undone (" + step.what() + "): " + e.getMessage());
            }
        }
        if (interrupted) {
            demonstration.interrupt();
        }
    }

    /** Leaves things as they are. */
    synchronized void forget() {
        steps.clear();
    }

    private void runWhenInterrupted() {
        synchronized (this) {
            if (steps.isEmpty()) {
                return;
            }
        }
        progress.accept("interrupted");
        demonstration.interrupt();
        awaitTheDemonstration();
        run();
    }

    /** Whatever it is at must be over first: what is being started now would not be seen by who stops everything. */
    private void awaitTheDemonstration() {
        try {
            begun.await(LETTING_GO.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
