package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins prepared nodes in waves as large as is safe, each wave at one instant and strictly consistent; believes only the
 * ring and the nodes' own streams. A node with bad luck begins anew within a bound; then it is cleared away.
 */
public final class JoinNodes {
    private static final Logger LOG = LoggerFactory.getLogger(JoinNodes.class);

    private final Machines machines;
    private final ClusterAccess access;
    private final Parts parts;
    private final int tries;
    private final Duration verified;

    /** What joining is made of. */
    record Parts(
            ReadyToJoin ready, Wave wave, ClearAway clear, RingSight sight, EarlierJoins earlier, VerifyNodes verify) {}

    /** The nodes that are Up/Normal now, and what is wrong with them or with the others; null: nothing. */
    public record Outcome(List<Node> joined, ProvisionError error) {}

    /**
     * Puts it together.
     *
     * @param tries of each node
     * @param verified until every living node of the datacenter sees those that joined
     */
    JoinNodes(Machines machines, ClusterAccess access, Parts parts, int tries, Duration verified) {
        this.machines = machines;
        this.access = access;
        this.parts = parts;
        this.tries = tries;
        this.verified = verified;
    }

    public Outcome join(ClusterTopology topology, List<Node> nodes, StepProgress progress) throws InterruptedException {
        var members = members(topology, nodes);
        if (members.isEmpty()) {
            return new Outcome(List.of(), didNotJoin(nodes, "no other node of the datacenter answers CQL"));
        }
        var site = new JoinSite(topology, members, progress);
        var report = new JoinReport(new JoinTries(tries));
        parts.earlier().check(site, nodes).forEach(report::needsRepair);
        for (var trying = trying(site, nodes, report); !trying.isEmpty(); trying = trying(site, nodes, report)) {
            var ready = parts.ready().make(site, trying, report.takeLate());
            take(site, ready.others(), report);
            if (!ready.nodes().isEmpty()) {
                take(site, parts.wave().join(site, ready.nodes()), report);
            }
        }
        return outcome(site, nodes, report);
    }

    private List<Node> trying(JoinSite site, List<Node> nodes, JoinReport report) {
        return report.tries().left(parts.sight().outside(site, nodes));
    }

    private void take(JoinSite site, Map<Node, WaveOutcome> outcomes, JoinReport report) throws InterruptedException {
        var worthless = new ArrayList<Node>();
        for (var entry : outcomes.entrySet()) {
            var node = entry.getKey();
            if (!(entry.getValue() instanceof WaveOutcome.Joined)) {
                LOG.info(
                        "A node has not joined yet: clusterId={} node={} outcome={}",
                        site.topology().cluster(),
                        node.name(),
                        entry.getValue());
            }
            site.progress().at(node, report.take(node, entry.getValue()) ? Phase.DONE : Phase.FAILED);
            if (entry.getValue() instanceof WaveOutcome.Lost || entry.getValue() instanceof WaveOutcome.WrongSource) {
                worthless.add(node);
            }
        }
        report.leftBehind(parts.clear().clear(site.topology(), site.members(), worthless));
    }

    private Outcome outcome(JoinSite site, List<Node> nodes, JoinReport report) throws InterruptedException {
        var outside = parts.sight().outside(site, nodes);
        var joined = nodes.stream().filter(node -> !outside.contains(node)).toList();
        report.leftBehind(parts.clear().clear(site.topology(), site.members(), report.toClearAway(outside)));
        report.notSeen(seenByAll(site, joined));
        site.progress().at(outside, Phase.FAILED);
        return new Outcome(asMembers(site, joined), report.error(site.topology(), outside));
    }

    private List<String> seenByAll(JoinSite site, List<Node> joined) throws InterruptedException {
        var seers = new ArrayList<>(joined);
        seers.addAll(site.members());
        return joined.isEmpty() ? List.of() : parts.verify().onRing(site.topology(), joined, seers, verified);
    }

    private List<Node> asMembers(JoinSite site, List<Node> joined) {
        var seeds = StartNodes.firstOfEachRack(site.members());
        return joined.stream()
                .map(node -> {
                    var member = normal(node);
                    // whoever starts it next must not find a spare
                    machines.configure(
                            new MachineStart(site.topology().cluster(), member, Part.MEMBER, seeds, List.of()));
                    return member;
                })
                .toList();
    }

    private static Node normal(Node node) {
        return new Node(
                node.name(),
                node.address(),
                node.datacenter(),
                node.rack(),
                node.sku(),
                NodeState.NORMAL,
                node.tokens());
    }

    private static ProvisionError didNotJoin(List<Node> nodes, String why) {
        return new ProvisionError(
                JoinReport.DID_NOT_JOIN, why, nodes.stream().map(Node::name).collect(Collectors.joining(", ")));
    }

    private List<Node> members(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var joining = nodes.stream().map(Node::name).collect(Collectors.toSet());
        var datacenters = nodes.stream().map(Node::datacenter).collect(Collectors.toSet());
        return access.livingMembers(topology.nodes().stream()
                .filter(node -> datacenters.contains(node.datacenter()) && !joining.contains(node.name()))
                .filter(node -> node.state() == NodeState.NORMAL)
                .toList());
    }
}
