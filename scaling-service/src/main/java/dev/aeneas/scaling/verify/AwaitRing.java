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

    /**
     * What the last look showed.
     *
     * @param findings what was still not as planned; none: verified
     * @param unevenness how far the worst node is from even on the real ring; null where nobody told the ring
     */
    public record Sight(List<String> findings, Double unevenness) {}

    /** Looks until nothing is left to find, or patience ends. */
    public Sight look(Demand demand, ScalePlan plan) throws InterruptedException {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            var sight = lookOnce(demand, plan);
            if (sight.findings().isEmpty() || System.nanoTime() - giveUpAt >= 0) {
                return sight;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }

    private Sight lookOnce(Demand demand, ScalePlan plan) {
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
        var sights = nodes.look(demand.cluster(), expected);
        var check = new RingCheck(demand, plan);
        findings.addAll(check.findings(expected, sights));
        findings.addAll(check.unevennessFindings(sights));
        return new Sight(findings, check.unevenness(sights).orElse(null));
    }
}
