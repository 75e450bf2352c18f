package dev.aeneas.platform.process;

import dev.aeneas.platform.process.ProcessEngine.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * lost report left open is found within one {@code sweep} interval. The store is asked which versions there are, and for a
 * state only where there is a newer one than the last sweep found. Events wake, state decides.
 */
public final class ProcessRunner implements ProcessEngine.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);

    private final ProcessEngine engine;
    private final Journal journal;
    private final Leadership leadership;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Map<String, HostedProcess<?, ?>> hosted;

    /** What the last sweep found. */
    private Map<ProcessId, Settled<?>> swept = Map.of();

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
    public synchronized void sweep() {
        try {
            swept = leadership.leads() ? sweep(hostedHere(journal.open())) : Map.of();
        } catch (RuntimeException e) {
            LOG.warn("Sweep did not finish and is tried again: {}", e.toString());
        }
    }

    /** A version of the service that is older or newer than this one may have kinds that this one does not know. */
    private List<Journal.Open> hostedHere(List<Journal.Open> open) {
        return open.stream()
                .filter(process -> hosted.containsKey(process.process().kind()))
                .toList();
    }

    private Map<ProcessId, Settled<?>> sweep(List<Journal.Open> open) {
        var found = new HashMap<ProcessId, Settled<?>>();
        for (var process : open) {
            var host = hosted.get(process.process().kind());
            newest(host, process).ifPresent(settled -> {
                found.put(process.process(), settled);
                drive(host, process.process(), settled.state());
            });
        }
        return found;
    }

    private Optional<? extends Settled<?>> newest(HostedProcess<?, ?> host, Journal.Open open) {
        var before = swept.get(open.process());
        return before != null && before.version() == open.version()
                ? Optional.of(before)
                : engine.settle(host.kind(), open.process());
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
