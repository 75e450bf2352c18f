package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.GrowDatacenter;
import dev.aeneas.contracts.TopologyStep.ReplaceInPlace;
import dev.aeneas.contracts.TopologyStep.ResizeDatacenter;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.provisioning.adapter.cluster.DatacenterWork;
import dev.aeneas.provisioning.adapter.cluster.RingWork;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.cluster.ClusterWork.PhaseWork;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.ClusterWork.TakeBackEdit;
import dev.aeneas.provisioning.cluster.WorkReport;
import dev.aeneas.provisioning.cluster.WorkReport.EditTakenBack;
import dev.aeneas.provisioning.cluster.WorkReport.PhaseDone;
import dev.aeneas.provisioning.cluster.WorkReport.StepDone;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import dev.aeneas.provisioning.step.StepRun.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Performs a cluster's open work where whole datacenters are ordered. */
final class DatacenterWorker {
    private final DatacenterWork datacenters;
    private final RingWork ring;

    DatacenterWorker(DatacenterWork datacenters) {
        this.datacenters = datacenters;
        ring = datacenters.ring();
    }

    WorkReport perform(ClusterWork work) throws InterruptedException {
        if (work instanceof PhaseWork phase) {
            return new PhaseDone(phase.operation().id(), phase.phase(), phase(phase));
        }
        if (work instanceof TakeBackEdit edit) {
            var cluster = edit.cluster();
            var datacenter = cluster.datacenter(edit.datacenter()).orElseThrow();
            datacenters.orderAgain(cluster.topology(), known(cluster, datacenter));
            return new EditTakenBack(edit.datacenter());
        }
        if (work instanceof StepWork step) {
            return step(step);
        }
        throw new IllegalStateException("nobody loses single nodes here: " + work.key());
    }

    private List<Node> phase(PhaseWork work) throws InterruptedException {
        var cluster = work.cluster();
        var topology = cluster.topology();
        var targets = cluster.targets();
        var all = targets.stream().flatMap(d -> d.nodes().stream()).toList();
        switch (work.phase()) {
            case ORDER_DATACENTERS -> {
                return datacenters.order(
                        topology,
                        targets.stream().map(d -> order(cluster, d, false)).toList());
            }
            case STOP_DATACENTERS ->
                datacenters.stop(
                        topology,
                        targets.stream().map(d -> order(cluster, d, true)).toList());
            case REMOVE_DATACENTERS -> {
                datacenters.remove(topology, targets);
                if (targets.size() == topology.datacenters().size()) {
                    ring.access().forgetCredentials(topology.cluster());
                }
            }
            case CHECK_KEYSPACES -> ring.keyspaces().checkReadyForAnotherDatacenter(topology);
            case REPLICATE_SYSTEM_KEYSPACES -> ring.secure().replicateSystemKeyspaces(topology);
            case VERIFY_NODES -> ring.verify().verify(topology, all);
            default -> {
                for (var target : targets) {
                    onDatacenter(work, target);
                }
            }
        }
        return List.of();
    }

    private void onDatacenter(PhaseWork work, Datacenter target) throws InterruptedException {
        var topology = work.cluster().topology();
        switch (work.phase()) {
            case REPLICATE_KEYSPACES ->
                ring.keyspaces().replicateTo(topology, target, work.cluster().autoReplicate());
            case REBUILD_NODES -> ring.rebuild().rebuild(topology, target);
            case CHECK_DATACENTER_UNUSED -> ring.keyspaces().checkUnused(topology, target.datacenter());
            case DROP_REPLICATION ->
                ring.keyspaces().dropFrom(topology, target, work.operation().takingBack());
            case REMOVE_FROM_RING -> {
                ring.removeFromRing().removeAll(topology, target);
                ring.keyspaces().dropRolesFrom(topology, target);
            }
            default -> throw new IllegalStateException(work.phase().title() + " is nothing for whole datacenters");
        }
    }

    private StepDone step(StepWork work) throws InterruptedException {
        var cluster = work.cluster();
        var topology = cluster.topology();
        var step = work.run().step();
        var datacenter = topology.datacenter(step.datacenter()).orElseThrow();
        if (work.run().stage() == Stage.RECORD) {
            return new StepDone(
                    work.epoch(),
                    work.run().id(),
                    Stage.RECORD,
                    List.of(),
                    ring.tend().limits(topology, datacenter.nodes()),
                    null);
        }
        if (step instanceof ReplaceInPlace replace) {
            var replaced = datacenters.replace(topology, known(cluster, datacenter), replace.node(), task(work));
            return done(work, replaced.nodes(), replaced.missing());
        }
        return done(work, run(work, step, known(cluster, datacenter)), null);
    }

    private static StepDone done(StepWork work, List<Node> changed, ProvisionError missing) {
        return new StepDone(work.epoch(), work.run().id(), Stage.RUN, changed, Map.of(), missing);
    }

    private List<Node> run(StepWork work, TopologyStep step, DatacenterOrder known) throws InterruptedException {
        var topology = work.cluster().topology();
        var nodes = known.datacenter().nodes();
        if (step instanceof GrowDatacenter grow) {
            return datacenters.grow(topology, known.withNodeCount(grow.nodeCount()));
        }
        if (step instanceof ShrinkDatacenter shrink) {
            return datacenters.shrink(topology, known.withNodeCount(shrink.nodeCount()));
        }
        if (step instanceof ResizeDatacenter resize) {
            return datacenters.resize(topology, known.withSku(resize.sku()));
        }
        if (step instanceof CleanUpNodes cleanUp) {
            ring.tend()
                    .cleanUp(
                            topology,
                            nodes.stream()
                                    .filter(node -> cleanUp.nodes().contains(node.name()))
                                    .toList());
        } else if (step instanceof ThrottleNodes throttle && throttle.lifted()) {
            ring.tend().lift(topology, nodes);
        } else if (step instanceof ThrottleNodes) {
            ring.tend().putBack(topology, nodes, work.cluster().throttlesBefore());
        }
        return List.of();
    }

    /** The same step of the same holder is the same task, after a crash too. */
    private static String task(StepWork work) {
        return (work.cluster().name() + "-" + work.epoch() + "-" + work.run().id())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9-]", "-");
    }

    private static DatacenterOrder known(Cluster cluster, Datacenter datacenter) {
        return order(cluster, datacenter, datacenter.deallocated());
    }

    private static DatacenterOrder order(Cluster cluster, Datacenter datacenter, boolean stopped) {
        return DatacenterWork.asKnown(
                cluster.topology(), datacenter, cluster.usualSetup(datacenter.datacenter()), stopped);
    }
}
