package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ProvisionError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what became of the nodes of a join, and makes the one error of it: what is wrong, and what to do. */
final class JoinReport {
    static final String DID_NOT_JOIN = "NodesDidNotJoin";
    static final String WRONG_SOURCE = "JoinedFromWrongSource";

    private final JoinTries tries;
    private final Map<Node, String> needRepair = new LinkedHashMap<>();
    private final List<Node> lateOnes = new ArrayList<>();
    private final Set<Node> stillPrepared = new HashSet<>();
    private final List<String> more = new ArrayList<>();

    JoinReport(JoinTries tries) {
        this.tries = tries;
    }

    JoinTries tries() {
        return tries;
    }

    /** Whether it joined as it should. */
    boolean take(Node node, WaveOutcome outcome) {
        stillPrepared.remove(node);
        if (outcome instanceof WaveOutcome.NeedsRepair wrong) {
            needsRepair(node, wrong.why());
        } else if (outcome instanceof WaveOutcome.WrongSource wrong) {
            tries.givenUp(node, wrong.why());
        } else if (outcome instanceof WaveOutcome.NoRoom none) {
            tries.givenUp(node, none.why());
            stillPrepared.add(node);
        } else if (outcome instanceof WaveOutcome.Late late) {
            tries.failed(node, late.why());
            lateOnes.add(node);
        } else if (outcome instanceof WaveOutcome.Lost lost) {
            tries.failed(node, lost.why());
        } else if (outcome instanceof WaveOutcome.Unclear unclear) {
            tries.failed(node, unclear.why());
        } else if (outcome instanceof WaveOutcome.NotSafe unsafe) {
            tries.failed(node, unsafe.why());
            stillPrepared.add(node);
        }
        return outcome instanceof WaveOutcome.Joined;
    }

    /** Those that came late to the last wave; each is told once. */
    List<Node> takeLate() {
        var late = List.copyOf(lateOnes);
        lateOnes.clear();
        return late;
    }

    /** Those of these that began to join, or could not even start: nothing of them may stay. */
    List<Node> toClearAway(List<Node> outside) {
        return outside.stream().filter(node -> !stillPrepared.contains(node)).toList();
    }

    void needsRepair(Node node, String why) {
        needRepair.put(node, why);
    }

    /** Who still knows of a node that was cleared away. */
    void leftBehind(List<String> known) {
        more.addAll(known);
    }

    void notSeen(List<String> missing) {
        more.addAll(missing);
    }

    /** Null when nothing is wrong. */
    ProvisionError error(ClusterTopology topology, List<Node> outside) {
        var sentences = new ArrayList<String>();
        needRepair.forEach((node, why) -> sentences.add(node.name() + " joined, but " + why
                + "; rows that were acknowledged may be missing on it: repair every keyspace in " + node.datacenter()
                + " (nodetool repair -full -local on " + node.address() + ") before this is relied upon"));
        if (!outside.isEmpty()) {
            sentences.add(tries.why(outside));
        }
        if (!toClearAway(outside).isEmpty()) {
            sentences.add("nothing is left on the ring of " + names(toClearAway(outside))
                    + ", which are stopped and empty: preparing or joining them again begins anew");
        }
        if (needRepair.isEmpty() && outside.isEmpty() && more.isEmpty()) {
            return null;
        }
        sentences.addAll(more);
        var code = needRepair.isEmpty() ? DID_NOT_JOIN : WRONG_SOURCE;
        return new ProvisionError(code, String.join("; ", sentences), target(topology, outside));
    }

    private String target(ClusterTopology topology, List<Node> outside) {
        var named = new ArrayList<>(needRepair.keySet());
        named.addAll(outside);
        return named.isEmpty() ? topology.cluster().value() : names(named);
    }

    private static String names(List<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
    }
}
