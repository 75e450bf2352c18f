package dev.aeneas.failover.detection;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.detection.RegionDecisions.RegionForgotten;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts the votes that reach this replica and feeds verdicts that change something to the regions' processes.
 *
 * <p>Votes live in memory only. After a restart, or when another replica takes over, the first verdict on a region meets its
 * journaled state: what was said is published again under its old id, never said anew.
 */
public final class Decider {
    private final DetectionParameters parameters;
    private final ProcessEngine engine;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Map<ClusterName, ClusterVotes> votes = new HashMap<>();
    private final Map<ProcessId, String> settled = new HashMap<>();

    /**
     * A decider without votes yet.
     *
     * @param clock what people read; it may jump
     * @param steady what time is measured with; its differences count only
     */
    public Decider(DetectionParameters parameters, ProcessEngine engine, InstantSource clock, InstantSource steady) {
        this.parameters = parameters;
        this.engine = engine;
        this.clock = clock;
        this.steady = steady;
    }

    /** Takes an observation in; never blocks. */
    public void observe(DatacenterObserved observation) {
        synchronized (votes) {
            votes.computeIfAbsent(observation.cluster(), c -> new ClusterVotes(parameters))
                    .observe(observation, steady.instant());
        }
    }

    /** Judges every region now; called often, by one thread. Waits for the store only when something changes. */
    public void tick() {
        judgeAll().forEach(this::feed);
    }

    /** Forgets the cluster and lets its regions begin anew. */
    public void forget(ClusterName cluster, long revision, List<String> regions) {
        synchronized (votes) {
            votes.remove(cluster);
        }
        for (var region : regions) {
            var id = "forgotten:" + cluster + "." + region + "@" + revision;
            engine.handle(new Received<>(id, id, clock.instant(), new RegionForgotten(cluster, region)));
        }
    }

    private List<Judged> judgeAll() {
        var judged = new ArrayList<Judged>();
        var now = steady.instant();
        var ahead = Duration.between(now, clock.instant());
        synchronized (votes) {
            votes.forEach((cluster, said) -> {
                for (var region : said.regions()) {
                    judged.add(new Judged(cluster, region, said.judge(region, now, ahead)));
                }
            });
        }
        return judged;
    }

    private void feed(Judged judged) {
        if (judged.verdict() instanceof Verdict.Unknown) {
            settled.remove(judged.process()); // nobody talks to us: another replica may decide meanwhile
            return;
        }
        var kind = kindOf(judged.verdict());
        boolean first = !settled.containsKey(judged.process());
        if (kind.equals(settled.get(judged.process()))) {
            return;
        }
        var state = engine.find(RegionDecisions.KIND, judged.id());
        if (RegionDecisions.isNews(state, judged.verdict())) {
            deliver(judged, nextId(state, judged));
        } else if (first && state.isPresent()) {
            deliver(judged, state.get().inputId()); // a crash may have come between recording and publishing
        }
        settled.put(judged.process(), kind);
    }

    private void deliver(Judged judged, String id) {
        engine.deliver(judged.process(), new Received<>(id, id, clock.instant(), judged));
    }

    /** Follows from the state that it ends: two deciders that conclude the same from it say one and the same thing. */
    private static String nextId(Optional<RegionState> state, Judged judged) {
        var name = judged.id() + "|" + state.map(RegionState::inputId).orElse("") + "|" + kindOf(judged.verdict());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String kindOf(Verdict verdict) {
        boolean lasting = verdict instanceof Verdict.Reachable reachable && reachable.lasting();
        return verdict.getClass().getSimpleName() + (lasting ? "Lasting" : "");
    }
}
