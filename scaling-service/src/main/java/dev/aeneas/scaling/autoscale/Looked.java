package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.MeasuredLoad;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.scaling.look.OpenRun;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one look at a datacenter found: the report of {@link LookAtLoad}.
 *
 * @param datacenter null: there is no such datacenter any more
 * @param openRun of the cluster; null: none
 * @param loads of the nodes that own data, by name
 */
public record Looked(Datacenter datacenter, OpenRun openRun, Map<String, NodeLoad> loads) {
    private static final int PERCENT = 100;

    public Looked {
        loads = Map.copyOf(loads);
    }

    static List<Node> owners(Datacenter datacenter) {
        return datacenter.nodes().stream()
                .filter(node -> node.state() == NodeState.NORMAL)
                .toList();
    }

    /** Nodes that own data now. */
    int nodeCount() {
        return datacenter == null ? 0 : owners(datacenter).size();
    }

    int racks() {
        return datacenter.racks().size();
    }

    List<NodeLoad> answers() {
        return loads.values().stream().filter(NodeLoad::answers).toList();
    }

    MeasuredLoad measured() {
        var answers = answers();
        var cpu = cpu(answers);
        return new MeasuredLoad(
                // to a tenth of a percent: more would only look exact
                cpu.isPresent() ? Math.round(cpu.getAsDouble() * PERCENT * 10) / 10.0 : null,
                answers.stream().mapToLong(NodeLoad::loadBytes).max().orElse(0),
                answers.stream().mapToInt(NodeLoad::pendingCompactions).max().orElse(0),
                answers.size(),
                nodeCount());
    }

    private static OptionalDouble cpu(List<NodeLoad> answers) {
        return answers.stream()
                .map(NodeLoad::cpuUse)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** Nodes that told what the policy wants to know. */
    long answersOn(boolean cpu) {
        return answers().stream().filter(load -> !cpu || load.cpuUse() != null).count();
    }
}
