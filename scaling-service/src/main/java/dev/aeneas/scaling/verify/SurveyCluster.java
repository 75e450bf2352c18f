package dev.aeneas.scaling.verify;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.NodeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what a plan is made from; what cannot be found out is told as missing, and the plan does without. */
public final class SurveyCluster {
    private static final Set<NodeState> OWNERS = Set.of(NodeState.NORMAL, NodeState.LEAVING);

    private final SurveyNodes nodes;
    private final ReadKeyspaces keyspaces;
    private final SeeTimes times;

    public SurveyCluster(SurveyNodes nodes, ReadKeyspaces keyspaces, SeeTimes times) {
        this.nodes = nodes;
        this.keyspaces = keyspaces;
        this.times = times;
    }

    /**
     * Asks for all of it.
     *
     * <p>In an emergency the keyspaces are not read: nothing leaves then, and a session takes a second or two.
     *
     * @param keyspacesNeeded throws when they cannot be read, because the plan cannot do without
     */
    public ClusterFacts survey(Demand demand, ClusterTopology machines, boolean keyspacesNeeded) {
        var missing = new ArrayList<String>();
        var factors = factors(demand, machines, keyspacesNeeded, missing);
        var owners = in(machines, demand.datacenter(), OWNERS);
        var spares = in(machines, demand.datacenter(), Set.of(NodeState.PREPARED));
        var all = Stream.concat(owners.stream(), spares.stream()).toList();
        Map<String, NodeFacts> told =
                orElse(Map.of(), "the nodes' sizes", missing, () -> nodes.survey(demand.cluster(), all));
        var silent = names(spares)
                .filter(name -> told.containsKey(name) && !told.get(name).answers());
        return new ClusterFacts(
                factors,
                names(owners).filter(told::containsKey).collect(Collectors.toMap(Function.identity(), told::get)),
                silent.collect(Collectors.toSet()),
                times.times(demand.cluster(), demand.datacenter()),
                missing);
    }

    private Map<String, Integer> factors(
            Demand demand, ClusterTopology machines, boolean needed, List<String> missing) {
        if (needed) {
            return replicationFactors(machines, demand.datacenter());
        }
        return demand.emergency()
                ? Map.of()
                : orElse(Map.of(), "the keyspaces", missing, () -> replicationFactors(machines, demand.datacenter()));
    }

    private Map<String, Integer> replicationFactors(ClusterTopology machines, DatacenterName datacenter) {
        return keyspaces.keyspaces(machines, datacenter).stream()
                .filter(keyspace -> keyspace.replication().factorIn(datacenter.value()) > 0)
                .collect(Collectors.toMap(
                        Keyspace::name, keyspace -> keyspace.replication().factorIn(datacenter.value())));
    }

    private static List<Node> in(ClusterTopology machines, DatacenterName datacenter, Set<NodeState> states) {
        return machines.datacenter(datacenter).stream()
                .flatMap(d -> d.nodes().stream())
                .filter(node -> states.contains(node.state()))
                .toList();
    }

    private static Stream<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name);
    }

    private static <T> T orElse(T nothing, String what, List<String> missing, Supplier<T> ask) {
        try {
            return ask.get();
        } catch (RuntimeException e) {
            missing.add(what + " (" + e.getMessage() + ")");
            return nothing;
        }
    }
}
