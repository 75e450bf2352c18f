package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.readiness.ReadinessProcess;
import dev.aeneas.failover.readiness.ReadinessProcess.ObserversHeard;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Who is heard of each cluster whose observations come to this replica; readiness is told when that changes. */
@ApplicationScoped
public class ObserverRegister {
    /** Well above the expiry of a vote, so that a pause is no news. */
    private static final int EXPIRIES = 4;

    private final ProcessEngine engine;
    private final Duration silence;
    private final Map<ClusterName, Map<String, Heard>> heard = new HashMap<>();
    private final Map<ClusterName, Map<String, String>> told = new HashMap<>();

    public ObserverRegister(ProcessEngine engine, DetectionParameters parameters) {
        this.engine = engine;
        this.silence = parameters.voting().expiry().multipliedBy(EXPIRIES);
    }

    private record Heard(String region, Instant at) {}

    /** Takes an observation in; never blocks. */
    public void observe(DatacenterObserved observation) {
        synchronized (heard) {
            heard.computeIfAbsent(observation.cluster(), c -> new HashMap<>())
                    .put(observation.observer(), new Heard(observation.observerRegion(), Instant.now()));
        }
    }

    /** Tells what changed; called often, by one thread. */
    public void tick() {
        listening(Instant.now().minus(silence)).forEach((cluster, observers) -> {
            if (!observers.equals(told.get(cluster))) {
                var id = UUID.randomUUID().toString();
                var process = new ProcessId(ReadinessProcess.NAME, cluster.value());
                engine.deliver(process, new Received<>(id, id, Instant.now(), new ObserversHeard(cluster, observers)));
                told.put(cluster, observers);
            }
        });
    }

    /** Without clusters of which nothing is heard any more: their observations go to another replica. */
    private Map<ClusterName, Map<String, String>> listening(Instant oldest) {
        var listening = new TreeMap<ClusterName, Map<String, String>>();
        synchronized (heard) {
            heard.values().forEach(said -> said.values().removeIf(h -> h.at().isBefore(oldest)));
            heard.values().removeIf(Map::isEmpty);
            heard.forEach((cluster, said) -> {
                var regions = new TreeMap<String, String>();
                said.forEach((observer, h) -> regions.put(observer, h.region()));
                listening.put(cluster, regions);
            });
        }
        told.keySet().retainAll(listening.keySet());
        return listening;
    }
}
