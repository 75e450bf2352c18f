package dev.aeneas.platform.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives processes: performs the open work of their states and wakes them when they asked for it.
 *
 * <p>It is told of every change at once, and sweeps the open processes all the time: what a crash, another replica or a
 * lost report left open is found within one {@code sweep} interval. Events wake, state decides.
 */
public final class ProcessRunner implements ProcessEngine.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);

    private final ProcessEngine engine;
    private final Journal journal;
    private final Leadership leadership;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Map<String, HostedProcess<?, ?>> hosted;

    private TraceWork traces = TraceWork.NOWHERE;

    /** Work that runs and wakes that are scheduled, by process and key, so that none is started twice here. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    public ProcessRunner(
            ProcessEngine engine,
            Journal journal,
            Leadership leadership,
            List<HostedProcess<?, ?>> processes,
            Executors executors) {
        this.engine = engine;
        this.journal = journal;
        this.leadership = leadership;
        this.workers = executors.workers();
        this.timer = executors.timer();
        this.hosted = processes.stream()
                .collect(Collectors.toUnmodifiableMap(p -> p.kind().name(), Function.identity()));
    }

    /** Where work runs (the runner's own) and where time passes (the caller's). */
    public record Executors(ExecutorService workers, ScheduledExecutorService timer) {}

    /** Who keeps traces of the work; to be said before it starts. */
    public void setTraces(TraceWork traces) {
        this.traces = traces;
    }

    /** Begins to drive, and to sweep at this interval. */
    public void start(Duration sweep) {
        engine.setListener(this);
        timer.scheduleWithFixedDelay(this::sweep, 0, sweep.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void changed(ProcessId process, Object state) {
        if (leadership.leads()) {
            drive(hosted.get(process.kind()), process, state);
        }
    }

    /** Looks at every open process once. */
    public void sweep() {
        try {
            if (leadership.leads()) {
                hosted.values().forEach(this::sweep);
            }
        } catch (RuntimeException e) {
            LOG.warn("Sweep did not finish and is tried again: {}", e.toString());
        }
    }

    private <S> void sweep(HostedProcess<S, ?> process) {
        for (var id : journal.open(process.kind().name())) {
            var processId = new ProcessId(process.kind().name(), id);
            engine.settle(process.kind(), processId).ifPresent(state -> drive(process, processId, state));
        }
    }

    private <S> void drive(HostedProcess<S, ?> process, ProcessId id, Object state) {
        S typed = process.kind().stateType().cast(state);
        for (var work : process.kind().openWork(typed)) {
            once(id + "|" + work.key(), key -> workers.execute(() -> perform(process, id, work, key)));
        }
        process.kind().wakeAt(typed).ifPresent(due -> wakeAt(id, due));
    }

    private void perform(HostedProcess<?, ?> process, ProcessId id, Work work, String key) {
        var who = Map.of(LogKeys.PROCESS, id.kind(), LogKeys.RUN_ID, id.id(), LogKeys.STEP, work.key());
        LogKeys.saying(who, () -> performIfOpen(process, id, work, key));
    }

    private void performIfOpen(HostedProcess<?, ?> process, ProcessId id, Work work, String key) {
        try {
            if (isOpen(process, id, work)) {
                performTraced(process, id, work, key);
            }
        } catch (WorkAbandoned e) {
            LOG.warn("Work is left to whoever may do it: {} {}", key, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("A report could not be recorded; the work is looked at again: {} {}", key, e.toString());
        } finally {
            underWay.remove(key);
        }
    }

    private void performTraced(HostedProcess<?, ?> process, ProcessId id, Work work, String key) {
        try (var traced = traces.begin(id, work, engine.traceOf(id).orElse(null))) {
            var report = result(process, id, work);
            if (report instanceof WorkFailed failed) {
                traced.failed(failed.cause());
            }
            engine.report(id, "work:" + key, traced.trace(), report);
        }
    }

    /** Whoever asked for the work may have seen a state from before its report was recorded. */
    private <S> boolean isOpen(HostedProcess<S, ?> process, ProcessId id, Work work) {
        return engine
                .find(process.kind(), id.id())
                .map(state -> process.kind().openWork(state))
                .orElse(List.of())
                .stream()
                .anyMatch(open -> open.key().equals(work.key()));
    }

    private static Object result(HostedProcess<?, ?> process, ProcessId id, Work work) {
        try {
            return process.perform(id, work);
        } catch (WorkAbandoned e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WorkFailed(work, e);
        } catch (Exception e) {
            LOG.warn("Work failed: {} {}", id, work.key(), e);
            return new WorkFailed(work, e);
        }
    }

    private void wakeAt(ProcessId id, Instant due) {
        var key = id + "|wake|" + due;
        var delay = Duration.between(engine.clock().instant(), due);
        once(
                key,
                k -> timer.schedule(
                        () -> workers.execute(() -> wake(id, due, key)),
                        Math.max(0, delay.toMillis()),
                        TimeUnit.MILLISECONDS));
    }

    private void wake(ProcessId id, Instant due, String key) {
        try {
            if (leadership.leads()) {
                engine.report(id, "wake:" + id + "|" + due, new Wake(due));
            }
        } catch (RuntimeException e) {
            LOG.warn("A wake could not be recorded and is tried again: {} {}", key, e.toString());
        } finally {
            underWay.remove(key);
        }
    }

    private void once(String key, Consumer<String> start) {
        if (underWay.add(key)) {
            try {
                start.accept(key);
            } catch (RuntimeException e) {
                underWay.remove(key);
                throw e;
            }
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
