package dev.aeneas.cli.stack;

import dev.aeneas.cli.CliException;
import dev.aeneas.cli.stack.UpReport.Origin;
import dev.aeneas.cli.stack.UpReport.Started;
import dev.aeneas.local.process.DetachedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts what is missing of a stack, everything at the same moment, and returns when all of it is ready. */
public final class StackUp {
    private static final int LINES_IN_ERRORS = 8;
    private static final long PAUSE_MILLIS = 100;
    private static final Duration STARTING_BOUND = Duration.ofSeconds(10);

    private final StackHome home;
    private final LocalStack stack;
    private final Consumer<Started> progress;

    /**
     * Makes an up.
     *
     * @param progress told of each component as it becomes ready, by several threads
     */
    public StackUp(StackHome home, LocalStack stack, Consumer<Started> progress) {
        this.home = home;
        this.stack = stack;
        this.progress = progress;
    }

    /** Throws {@link CliException} when a port is taken or a component does not become ready; what runs goes on. */
    public UpReport run() {
        Instant began = Instant.now();
        stack.prepare();
        List<Planned> plan = stack.components().stream().map(StackUp::plan).toList();
        AtOnce.forEach(
                plan.stream()
                        .filter(planned -> planned.origin() == Origin.RESTARTED)
                        .toList(),
                StackUp::stop);
        PortCheck.require(
                plan.stream()
                        .filter(planned -> planned.origin() != Origin.ADOPTED)
                        .map(Planned::component)
                        .toList(),
                home);
        List<Started> started = inParallel(plan, began);
        return new UpReport(Duration.between(began, Instant.now()), started);
    }

    private static Planned plan(Component component) {
        if (component.process().isEmpty()) {
            return new Planned(component, Origin.STARTED);
        }
        return new Planned(component, component.isOutdated() ? Origin.RESTARTED : Origin.ADOPTED);
    }

    private static void stop(Planned planned) {
        planned.component()
                .process()
                .ifPresent(process -> stop(process, planned.component().stopBound()));
    }

    static void stop(DetachedProcess process, Duration bound) {
        if (!process.stop(bound)) {
            process.kill();
        }
    }

    private List<Started> inParallel(List<Planned> plan, Instant began) {
        ExecutorService threads = Executors.newFixedThreadPool(plan.size());
        try {
            List<Future<Started>> waiting = plan.stream()
                    .map(planned -> threads.submit(() -> bringUp(planned, began)))
                    .toList();
            return collect(waiting);
        } finally {
            letGo(threads);
        }
    }

    /** Nothing is started any more when this returns, so that whoever stops everything now sees all of it. */
    private static void letGo(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(STARTING_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Started> collect(List<Future<Started>> waiting) {
        var started = new ArrayList<Started>();
        var failures = new ArrayList<String>();
        for (Future<Started> one : waiting) {
            try {
                started.add(one.get());
            } catch (ExecutionException e) {
                failures.add(String.valueOf(e.getCause().getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CliException.failed("interrupted; what was started goes on: './aeneas down' stops it");
            }
        }
        if (!failures.isEmpty()) {
            throw CliException.failed(String.join("\n", failures)
                    + "\nWhat did start goes on: './aeneas up' again completes it, './aeneas down' stops it.");
        }
        return started;
    }

    private Started bringUp(Planned planned, Instant began) {
        Component component = planned.component();
        if (planned.origin() != Origin.ADOPTED) {
            component.start();
        }
        awaitReady(component);
        var started = new Started(component.name(), planned.origin(), Duration.between(began, Instant.now()));
        progress.accept(started);
        return started;
    }

    private static void awaitReady(Component component) {
        long deadline = System.nanoTime() + component.readyBound().toNanos();
        while (!component.isReady()) {
            if (component.process().isEmpty()) {
                throw notReady(component, "ended while it started");
            }
            if (System.nanoTime() > deadline) {
                throw notReady(
                        component,
                        "was not ready within " + component.readyBound().toSeconds() + " s");
            }
            pause();
        }
    }

    private static CliException notReady(Component component, String what) {
        return CliException.failed(component.name() + " " + what + "; the end of its log (" + component.folder()
                + "):\n" + component.logTail(LINES_IN_ERRORS));
    }

    /** Long enough not to take the cores away from those that start. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted");
        }
    }

    private record Planned(Component component, Origin origin) {}
}
