package dev.aeneas.scaling;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.KeepSpares;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Provisioning as the seams promise it: one lock with an epoch, and one outcome per step id however often it is asked. */
public final class FakeProvisioning {
    private Predicate<RunTopologyStep> succeeds;
    private final Map<String, Message> outcomes = new HashMap<>();
    private ClusterTopology topology;
    private String holder;
    private long epoch;
    private boolean throttlesLifted;

    private final List<RunTopologyStep> effects = new ArrayList<>();

    public FakeProvisioning(ClusterTopology topology, Predicate<RunTopologyStep> succeeds) {
        this.topology = topology;
        this.succeeds = succeeds;
    }

    /** What was asked, once per step id, in order. */
    public List<RunTopologyStep> effects() {
        return List.copyOf(effects);
    }

    public ClusterTopology topology() {
        return topology;
    }

    public String holder() {
        return holder;
    }

    public boolean throttlesLifted() {
        return throttlesLifted;
    }

    /** From now on every step has its effect. */
    public void failNothing() {
        succeeds = step -> true;
    }

    /** An operation of provisioning's own. */
    public void operate(String operation) {
        holder = operation;
        epoch++;
    }

    public void operationEnds() {
        holder = null;
    }

    public List<Message> handle(Message command) {
        if (command instanceof ReserveTopology reserve) {
            return reserve(reserve);
        }
        if (command instanceof RunTopologyStep step) {
            return run(step);
        }
        return release((ReleaseTopology) command);
    }

    private List<Message> reserve(ReserveTopology command) {
        if (holder == null) {
            holder = command.runId();
            epoch++;
        }
        return holder.equals(command.runId())
                ? List.of(new TopologyReserved(
                        topology.cluster(), command.runId(), epoch, Grain.NODE, Machines.SKUS, topology))
                : List.of(refused(ReserveTopology.class, command.runId()));
    }

    private List<Message> release(ReleaseTopology command) {
        if (command.runId().equals(holder) && command.epoch() == epoch) {
            holder = null;
        } else if (command.runId().equals(holder)) {
            return List.of(refused(ReleaseTopology.class, command.runId()));
        }
        return List.of(new TopologyReleased(topology.cluster(), command.runId(), command.epoch()));
    }

    private List<Message> run(RunTopologyStep command) {
        var key = command.runId() + "|" + command.epoch() + "|" + command.stepId();
        if (outcomes.containsKey(key)) {
            return List.of(outcomes.get(key));
        }
        if (!command.runId().equals(holder) || command.epoch() != epoch) {
            return List.of(refused(RunTopologyStep.class, command.runId()));
        }
        effects.add(command);
        var error = new ProvisionError("NodeDidNotStart", "bad luck", "west");
        outcomes.put(
                key,
                succeeds.test(command)
                        ? new TopologyStepCompleted(topology.cluster(), command.runId(), epoch, command.stepId())
                        : new TopologyStepFailed(topology.cluster(), command.runId(), epoch, command.stepId(), error));
        if (outcomes.get(key) instanceof TopologyStepFailed) {
            return List.of(outcomes.get(key));
        }
        apply(command.step());
        return List.of(new TopologyChanged(topology.cluster(), topology), outcomes.get(key));
    }

    private ProvisioningRefused refused(Class<? extends Message> command, String runId) {
        return new ProvisioningRefused(
                topology.cluster(),
                MessageTypes.nameOf(command),
                Refusal.Kind.CONFLICT,
                List.of(new Refusal.Violation("epoch", "must be the lock's, which " + holder + " holds")),
                runId);
    }

    private void apply(TopologyStep step) {
        var west =
                new ArrayList<>(topology.datacenter(Machines.WEST).orElseThrow().nodes());
        if (step instanceof ThrottleNodes throttle) {
            throttlesLifted = throttle.lifted();
        } else if (step instanceof PrepareNodes prepare) {
            for (var node : prepare.nodes()) {
                west.removeIf(existing -> existing.name().equals(node.name()));
                west.add(new Node(
                        node.name(),
                        "127.2.9." + (10 + west.size()),
                        Machines.WEST,
                        node.rack(),
                        node.sku(),
                        NodeState.PREPARED,
                        node.tokens()));
            }
        } else if (step instanceof JoinNodes join) {
            west.replaceAll(
                    node -> join.nodes().contains(node.name()) ? Machines.inState(node, NodeState.NORMAL) : node);
        } else if (step instanceof ResizeNodes resize) {
            west.replaceAll(node -> resize.nodes().contains(node.name()) ? resized(node, resize.sku()) : node);
        } else if (step instanceof KeepSpares keep) {
            topology = Machines.keeping(keep.spareCount(), topology);
        } else if (step instanceof DecommissionNode leave) {
            west.removeIf(node -> node.name().equals(leave.node()));
        }
        topology = Machines.nodes(topology, west);
    }

    private static Node resized(Node node, Sku sku) {
        return new Node(node.name(), node.address(), node.datacenter(), node.rack(), sku, node.state(), node.tokens());
    }
}
