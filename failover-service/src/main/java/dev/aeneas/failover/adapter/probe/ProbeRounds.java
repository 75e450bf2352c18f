package dev.aeneas.failover.adapter.probe;

import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ProbeAnswer;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.DetectionParameters.Probing;
import dev.aeneas.failover.detection.SilenceTracker;
import dev.aeneas.failover.detection.SilenceTracker.Round;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
import dev.aeneas.failover.detection.SteadyClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Probes one datacenter, round after round: the nodes whose turn it is at once, each on a thread of its own, so that a silent node delays
 * nobody. A round ends when every node answered or refused, or at the bound.
 */
final class ProbeRounds {
    private final Probe probe;
    private static final SteadyClock CLOCK = new SteadyClock();

    private final DetectionParameters parameters;
    private final Probing probing;
    private final Executor threads;
    private final Consumer<Sighting> news;
    private final SilenceTracker tracker;
    private long rounds;

    ProbeRounds(Probe probe, DetectionParameters parameters, Executor threads, Consumer<Sighting> news) {
        this.probe = probe;
        this.parameters = parameters;
        this.probing = parameters.probing();
        this.threads = threads;
        this.news = news;
        this.tracker = new SilenceTracker(parameters);
    }

    /** Begins a round and returns at once. */
    void start(List<String> all) {
        long number = rounds++;
        var addresses = parameters.inTurn(all, number);
        var startedAt = CLOCK.instant();
        var answering = new AtomicInteger();
        var probes = addresses.stream()
                .map(address -> CompletableFuture.runAsync(
                                () -> probe(address, number, addresses.size(), answering), threads)
                        .exceptionally(e -> null)
                        .completeOnTimeout(null, probing.bound().toMillis(), TimeUnit.MILLISECONDS))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(probes)
                .thenRunAsync(
                        () -> tracker.ended(new Round(
                                        number, startedAt, CLOCK.instant(), answering.get(), addresses.size()))
                                .ifPresent(news),
                        threads);
    }

    private void probe(String address, long round, int total, AtomicInteger answering) {
        // An answer after the bound is none: its round is over.
        if (probe.probe(NodeAddress.of(address)) instanceof ProbeAnswer.Answered answer
                && answer.latency().compareTo(probing.bound()) <= 0) {
            answering.incrementAndGet();
            tracker.answered(round, total, CLOCK.instant()).ifPresent(news);
        }
    }
}
