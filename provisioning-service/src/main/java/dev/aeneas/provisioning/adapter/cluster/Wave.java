package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.join.SafeWaves;
import dev.aeneas.cassandra.node.JoinWave;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.safety.JoinSafety;
import dev.aeneas.cassandra.safety.PreparedNode;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.provisioning.machine.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try: as many prepared nodes as are safe together join at the same instant, and their sources are checked. */
final class Wave {
    private static final Logger LOG = LoggerFactory.getLogger(Wave.class);

    private final Machines machines;
    private final ClusterAccess access;
    private final Keyspaces keyspaces;
    private final Judge judge;
    private final SilentElsewhere silent;
    private final Awaiting awaiting;
    private final Bounds bounds;

    /** How long a wave may take, how long the rules of safety may forbid it, and until its end is seen by others. */
    record Bounds(Duration join, Duration safety, Duration seen) {}

    Wave(Machines machines, ClusterAccess access, Keyspaces keyspaces, Judge judge, Awaiting awaiting, Bounds bounds) {
        this.machines = machines;
        this.access = access;
        this.keyspaces = keyspaces;
        this.judge = judge;
        this.silent = new SilentElsewhere(access);
        this.awaiting = awaiting;
        this.bounds = bounds;
    }

    /** What became of those that took part; the others of these nodes wait for the next wave. */
    Map<Node, WaveOutcome> join(JoinSite site, List<Node> prepared) throws InterruptedException {
        var here = site.seer().datacenter();
        try (var session =
                        keyspaces.session(site.topology(), d -> d.datacenter().equals(here));
                var views = new RingViews(access, site.topology().cluster())) {
            var known = session.keyspaces();
            var nodes = largest(prepared, views.operations(site.seer()).ring(), known);
            var forbidden = forbidden(nodes, site, known, views);
            if (!forbidden.isEmpty()) {
                return same(nodes, new WaveOutcome.NotSafe(String.join("; ", forbidden)));
            }
            var before = views.operations(site.seer()).ring();
            var joining = new LinkedHashMap<Node, WatchJoin.Joining>();
            for (var node : nodes) {
                var sources = JoinedSources.expected(node, before, known);
                joining.put(node, new WatchJoin.Joining(views.operations(node), sources));
            }
            return join(site, joining, views);
        }
    }

    private Map<Node, WaveOutcome> join(JoinSite site, Map<Node, WatchJoin.Joining> joining, RingViews views)
            throws InterruptedException {
        var cluster = site.topology().cluster();
        LOG.info("Nodes join together: clusterId={} nodes={}", cluster, names(joining.keySet()));
        site.progress().at(joining.keySet(), Phase.JOINING);
        try (var watch = new WatchJoin(joining, site.progress(), node -> machines.stop(cluster, node, Duration.ZERO))) {
            var connections = new TreeMap<NodeAddress, NodeOperations>();
            joining.forEach((node, how) -> connections.put(ClusterAccess.address(node), how.operations()));
            var told = JoinWave.join(connections, bounds.join());
            awaitSeen(joining.keySet(), told, site.seer(), views);
            var evidence = new LinkedHashMap<Node, Judge.Evidence>();
            joining.forEach((node, how) -> evidence.put(
                    node, new Judge.Evidence(told.get(ClusterAccess.address(node)), watch.wrong(node), how.sources())));
            return judge.of(site, evidence);
        }
    }

    private static List<Node> largest(List<Node> prepared, RingView ring, List<Keyspace> known) {
        var datacenter = prepared.get(0).datacenter().value();
        var wave = SafeWaves.largest(
                JoinedSources.owners(ring, datacenter),
                prepared.stream().map(JoinedSources::owner).toList(),
                JoinedSources.factors(known, datacenter));
        return prepared.stream()
                .filter(node -> wave.contains(JoinedSources.owner(node)))
                .toList();
    }

    /** What forbids the wave for the whole of the bound; a rule that is violated now may hold in a moment. */
    private List<String> forbidden(List<Node> nodes, JoinSite site, List<Keyspace> known, RingViews views)
            throws InterruptedException {
        return awaiting.until(bounds.safety(), () -> {
            try {
                var prepared = Parallel.map(nodes, node -> prepared(node, views.operations(node)));
                var newcomers =
                        prepared.values().stream().map(PreparedNode::ownView).toList();
                var seen = views.operations(site.seer()).ring();
                var ring = silent.markDown(site.topology(), site.seer().datacenter(), seen, newcomers);
                var violations = new JoinSafety()
                        .check(prepared.values(), ring, known).stream()
                                .map(String::valueOf)
                                .toList();
                return violations.isEmpty() ? unseen(nodes, views.of(site.members())) : violations;
            } catch (NodeException e) {
                nodes.forEach(views::drop);
                return List.of(e.getMessage());
            }
        });
    }

    /** A member that ignores a node, as it does for a while after it forgot one of that address, sends it no writes. */
    private static List<String> unseen(List<Node> nodes, Map<Node, Optional<RingView>> members) {
        var unseen = new ArrayList<String>();
        members.forEach((member, ring) -> nodes.stream()
                .filter(node -> ring.map(RingView::up)
                        .filter(up -> up.contains(ClusterAccess.address(node)))
                        .isEmpty())
                .map(node -> member.name() + " does not see " + node.name())
                .forEach(unseen::add));
        return unseen;
    }

    private static PreparedNode prepared(Node node, NodeOperations operations) {
        return new PreparedNode(
                ClusterAccess.address(node),
                node.datacenter().value(),
                operations.mode(),
                new TreeSet<>(node.tokens()),
                operations.ring());
    }

    /** Who says that it joined is seen a little later by the others. */
    private void awaitSeen(Collection<Node> nodes, Map<NodeAddress, JoinWave.Outcome> told, Node seer, RingViews views)
            throws InterruptedException {
        var unused = awaiting.until(bounds.seen(), () -> {
            var ring = views.of(seer);
            return nodes.stream()
                    .filter(node -> told.get(ClusterAccess.address(node)) instanceof JoinWave.Outcome.Joined)
                    .filter(node -> ring.filter(r -> RingSight.joined(r, node)).isEmpty())
                    .map(Node::name)
                    .toList();
        });
    }

    private static Map<Node, WaveOutcome> same(List<Node> nodes, WaveOutcome outcome) {
        var outcomes = new LinkedHashMap<Node, WaveOutcome>();
        nodes.forEach(node -> outcomes.put(node, outcome));
        return outcomes;
    }

    private static List<String> names(Collection<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
