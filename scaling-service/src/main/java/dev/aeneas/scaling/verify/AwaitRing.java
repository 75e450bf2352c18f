package dev.aeneas.scaling.verify;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.ScalePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks until the ring is as planned, or patience ends: gossip and schema need a moment to settle. */
public final class AwaitRing {
    private final SeeTopology topology;
    private final LookAtNodes nodes;
    private final Duration patience;
    private final Duration pause;

    public AwaitRing(SeeTopology topology, LookAtNodes nodes, Duration patience, Duration pause) {
        this.topology = topology;
        this.nodes = nodes;
        this.patience = patience;
        this.pause = pause;
    }

    /** What was still not as planned at the last look; none: verified. */
    public List<String> findings(Demand demand, ScalePlan plan) throws InterruptedException {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            var findings = look(demand, plan);
            if (findings.isEmpty() || System.nanoTime() - giveUpAt >= 0) {
                return findings;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }

    private List<String> look(Demand demand, ScalePlan plan) {
        Map<String, Node> known =
                topology.topology(demand.cluster()).map(ClusterTopology::nodes).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Node::name, Function.identity(), (one, other) -> one));
        var findings = new ArrayList<String>();
        var expected = new ArrayList<Node>();
        for (String name : plan.nodes()) {
            if (known.containsKey(name)) {
                expected.add(known.get(name));
            } else {
                findings.add(name + " is not known to its provider");
            }
        }
        findings.addAll(new RingCheck(demand, plan).findings(expected, nodes.look(demand.cluster(), expected)));
        return findings;
    }
}
