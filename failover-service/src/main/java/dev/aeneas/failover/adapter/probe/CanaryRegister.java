package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.canary.CanarySights;
import dev.aeneas.failover.canary.CanarySights.Cost;
import dev.aeneas.failover.canary.MeasureProcess;
import dev.aeneas.failover.canary.MeasureProcess.Measured;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.FailoverRun;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Hears the observers of each cluster whose observations come to this replica, and tells what a failover cost by their rows. */
@ApplicationScoped
public class CanaryRegister {
    /** Whoever heard nothing of a run within this time after its shift knows nothing of it. */
    private static final Duration WORTH_TELLING = Duration.ofMinutes(10);

    private final ProcessEngine engine;
    private final KnownClusters clusters;
    private final Duration memory;
    private final Map<ClusterName, CanarySights> sights = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    public CanaryRegister(ProcessEngine engine, KnownClusters clusters, DetectionParameters parameters) {
        this.engine = engine;
        this.clusters = clusters;
        this.memory = parameters.electorate().memory();
    }

    /** Takes an observation in; never blocks. */
    public void observe(DatacenterObserved observation) {
        synchronized (sights) {
            sights.computeIfAbsent(observation.cluster(), c -> new CanarySights())
                    .observe(observation, Instant.now());
        }
    }

    /** Tells what became known; called often, by one thread. Waits for the store only then. */
    public void tick() {
        var now = Instant.now();
        var known = clusters.all().stream().filter(c -> !c.deleted()).toList();
        synchronized (sights) {
            sights.values().forEach(said -> said.forgetOlderThan(now.minus(memory)));
        }
        known.forEach(cluster -> newestRun(cluster, now).ifPresent(run -> measure(cluster, run)));
        told.retainAll(known.stream()
                .flatMap(cluster -> cluster.runs().stream())
                .map(run -> run.facts().runId())
                .collect(Collectors.toSet()));
    }

    private Optional<FailoverRun> newestRun(ClusterFailover cluster, Instant now) {
        var runs = cluster.runs();
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(runs.get(runs.size() - 1))
                        .filter(run -> !told.contains(run.facts().runId()))
                        .filter(run -> run.facts()
                                .timeline()
                                .shiftedAt()
                                .plus(WORTH_TELLING)
                                .isAfter(now));
    }

    private void measure(ClusterFailover cluster, FailoverRun run) {
        var name = cluster.topology().cluster();
        var facts = run.facts();
        cost(name, run).ifPresent(cost -> {
            var id = UUID.randomUUID().toString();
            var body = new Measured(name, facts.runId(), facts.from(), facts.to(), cost);
            engine.deliver(
                    new ProcessId(MeasureProcess.NAME, name.value()), new Received<>(id, id, Instant.now(), body));
            told.add(facts.runId());
        });
    }

    private Optional<Cost> cost(ClusterName name, FailoverRun run) {
        var facts = run.facts();
        synchronized (sights) {
            return Optional.ofNullable(sights.get(name))
                    .flatMap(said ->
                            said.cost(facts.from(), facts.to(), facts.timeline().shiftedAt()));
        }
    }
}
