package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepProgressed;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.RemoveNode;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.RollNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.platform.process.TellHints;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.adapter.cluster.NotReplaced;
import dev.aeneas.provisioning.adapter.cluster.StepProgress;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.Machinery;
import dev.aeneas.provisioning.cluster.WorkReport.StepDone;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.step.ThrottleLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Performs the steps of somebody's plan. */
final class StepWorker {
    private final NodeWork nodes;
    private final TellHints hints;

    StepWorker(NodeWork nodes, TellHints hints) {
        this.nodes = nodes;
        this.hints = hints;
    }

    StepDone perform(StepWork work) throws InterruptedException {
        var topology = work.cluster().topology();
        var step = work.run().step();
        var datacenter = topology.datacenter(step.datacenter()).orElseThrow();
        return work.run().stage() == Stage.RECORD
                ? record(work, topology, datacenter)
                : run(work, topology, datacenter);
    }

    private StepDone record(StepWork work, ClusterTopology topology, Datacenter datacenter)
            throws InterruptedException {
        if (work.run().step() instanceof PrepareNodes prepare) {
            return done(work, nodes.reserve().addressed(topology, datacenter, requested(prepare)), Map.of());
        }
        if (work.run().step() instanceof ReplaceNode replace) {
            return done(work, nodes.reserve().addressed(topology, datacenter, List.of(inPlace(datacenter, replace))));
        }
        return done(work, List.of(), nodes.tend().limits(topology, datacenter.nodes()));
    }

    /** People see how far it is. */
    private StepDone run(StepWork work, ClusterTopology topology, Datacenter datacenter) throws InterruptedException {
        var run = work.run().id();
        var lock = work.cluster().lock();
        try (var progress = new StepProgress(told ->
                hints.tell(new TopologyStepProgressed(topology.cluster(), lock.holder(), work.epoch(), run, told)))) {
            return run(work, topology, datacenter, progress);
        }
    }

    private StepDone run(StepWork work, ClusterTopology topology, Datacenter datacenter, StepProgress progress)
            throws InterruptedException {
        TopologyStep step = work.run().step();
        if (step instanceof ResizeNodes resize) {
            var resizing = named(datacenter, resize.nodes());
            progress.at(resizing, Phase.STARTING);
            var resized = nodes.resize().resize(topology, resizing, resize.sku());
            progress.at(resized, Phase.DONE);
            return done(work, resized);
        }
        if (step instanceof PrepareNodes prepare) {
            return prepared(work, topology, named(datacenter, names(prepare)), progress);
        }
        if (step instanceof JoinNodes join) {
            var outcome = nodes.join().join(topology, named(datacenter, join.nodes()), progress);
            return new StepDone(work.epoch(), work.run().id(), Stage.RUN, outcome.joined(), Map.of(), outcome.error());
        }
        if (step instanceof RollNodes roll) {
            var rolling = named(datacenter, roll.nodes());
            progress.at(rolling, Phase.STARTING);
            nodes.resize().restart(topology, rolling);
            progress.at(rolling, Phase.DONE);
            return done(work, List.of());
        }
        if (step instanceof ReplaceNode replace) {
            progress.at(named(datacenter, List.of(replace.newNode())), Phase.JOINING);
            return replaced(work, topology, datacenter, replace);
        }
        if (step instanceof RemoveNode remove) {
            var dead = named(datacenter, List.of(remove.node())).get(0);
            nodes.removeDead().remove(topology, dead);
            nodes.machines().remove(topology.cluster(), dead);
            return done(work, List.of());
        }
        if (step instanceof DecommissionNode decommission) {
            var leaving = named(datacenter, List.of(decommission.node())).get(0);
            var watch = nodes.watchLeaving(topology, leaving, progress);
            try {
                nodes.decommission().decommission(topology, leaving);
            } finally {
                watch.close();
            }
            progress.at(leaving, Phase.DONE);
            nodes.machines().remove(topology.cluster(), leaving);
        } else if (step instanceof CleanUpNodes cleanUp) {
            nodes.tend().cleanUp(topology, named(datacenter, cleanUp.nodes()));
        } else if (step instanceof ThrottleNodes throttle && throttle.lifted()) {
            nodes.tend().lift(topology, datacenter.nodes());
        } else if (step instanceof ThrottleNodes) {
            nodes.tend().putBack(topology, datacenter.nodes(), work.cluster().throttlesBefore());
        }
        return done(work, List.of());
    }

    /** A replacement that did not come into the ring holds nothing that is not elsewhere, so it is simply removed. */
    private StepDone replaced(StepWork work, ClusterTopology topology, Datacenter datacenter, ReplaceNode replace)
            throws InterruptedException {
        var dead = named(datacenter, List.of(replace.node())).get(0);
        var replacement = named(datacenter, List.of(replace.newNode())).get(0);
        Optional<ProvisionError> missing;
        try {
            missing = nodes.replace().replace(topology, dead, replacement);
        } catch (NotReplaced e) {
            nodes.machines().remove(topology.cluster(), replacement);
            throw ProvisioningFailed.of("NodeDidNotReplace", replacement.name(), e.getMessage());
        }
        nodes.machines().remove(topology.cluster(), dead);
        return new StepDone(
                work.epoch(),
                work.run().id(),
                Stage.RUN,
                List.of(inState(replacement, NodeState.NORMAL)),
                Map.of(),
                missing.orElse(null));
    }

    private static Node inPlace(Datacenter datacenter, ReplaceNode replace) {
        var dead = named(datacenter, List.of(replace.node())).get(0);
        return new Node(
                replace.newNode(),
                Machinery.NO_ADDRESS_YET,
                dead.datacenter(),
                dead.rack(),
                dead.sku(),
                NodeState.REQUESTED,
                dead.tokens());
    }

    /** All or none: a spare holds nothing, so what was begun is simply removed. */
    private StepDone prepared(StepWork work, ClusterTopology topology, List<Node> spares, StepProgress progress)
            throws InterruptedException {
        try {
            nodes.prepare().prepare(topology, spares, progress);
        } catch (ProvisioningFailed e) {
            spares.stream().filter(node -> node.state() == NodeState.REQUESTED).forEach(node -> nodes.machines()
                    .remove(topology.cluster(), node));
            throw e;
        }
        return done(
                work,
                spares.stream().map(node -> inState(node, NodeState.PREPARED)).toList());
    }

    private static List<Node> requested(PrepareNodes prepare) {
        return prepare.nodes().stream()
                .map(node -> new Node(
                        node.name(),
                        Machinery.NO_ADDRESS_YET,
                        prepare.datacenter(),
                        node.rack(),
                        node.sku(),
                        NodeState.REQUESTED,
                        node.tokens()))
                .toList();
    }

    private static List<String> names(PrepareNodes prepare) {
        return prepare.nodes().stream().map(TopologyStep.NewNode::name).toList();
    }

    private static List<Node> named(Datacenter datacenter, List<String> names) {
        return datacenter.nodes().stream()
                .filter(node -> names.contains(node.name()))
                .toList();
    }

    private static Node inState(Node node, NodeState state) {
        return new Node(node.name(), node.address(), node.datacenter(), node.rack(), node.sku(), state, node.tokens());
    }

    private static StepDone done(StepWork work, List<Node> changed) {
        return done(work, changed, Map.of());
    }

    private static StepDone done(StepWork work, List<Node> changed, Map<String, ThrottleLimits> throttles) {
        return new StepDone(work.epoch(), work.run().id(), work.run().stage(), changed, throttles, null);
    }
}
