package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.machine.MachinesAsSetUp;
import java.util.Map;

/** Everything that can be done to a cluster's nodes, put together with its bounds. */
public final class NodeWork extends RingWork {
    private final Machines machines;

    public NodeWork(Machines machines, ClusterAccess access, ProvisioningConfig config) {
        super(access, config);
        this.machines = machines;
    }

    /** The same work, with a fence before everything that changes something, on nodes that are set up so. */
    public NodeWork behind(Fence fence, Map<String, NodeSetup> setups) {
        var setUp = new MachinesAsSetUp(machines, setups);
        return new NodeWork(Fenced.machines(setUp, fence), access.behind(fence), config);
    }

    public Machines machines() {
        return machines;
    }

    public ReserveMachines reserve() {
        return new ReserveMachines(machines, access, config.tokensPerNode());
    }

    public StartNodes start() {
        return new StartNodes(machines, access, awaiting, config.nodeStart());
    }

    public LoseNodes lose() {
        return new LoseNodes(machines, start(), new StallWrites(access));
    }

    public StopNodes stop() {
        return new StopNodes(machines, access, config.drain(), config.stop());
    }

    public DecommissionNodes decommission() {
        var bounds = new DecommissionNodes.Bounds(config.decommission(), config.safety(), config.highestDiskFill());
        return new DecommissionNodes(machines, access, keyspaces(), awaiting, bounds);
    }

    /** Shows how far a node is that streams its data away, until this is closed. */
    public WatchLeaving watchLeaving(ClusterTopology topology, Node leaving, StepProgress progress) {
        return new WatchLeaving(access, topology.cluster(), leaving, progress);
    }

    public ResizeNodes resize() {
        var restart = new ResizeNodes.Restart(stop(), start(), verify(), config.safety(), config.verify());
        return new ResizeNodes(machines, access, restart, awaiting);
    }

    public ReplaceDeadNode replace() {
        var joining = new StartNodes(machines, access, awaiting, config.join());
        var bounds = new ReplaceDeadNode.Bounds(config.death(), config.verify(), config.stop());
        return new ReplaceDeadNode(
                machines, access, new ReplaceDeadNode.Parts(joining, verify(), repairReplacement(), awaiting), bounds);
    }

    public RemoveDeadNode removeDead() {
        var bounds = new RemoveDeadNode.Bounds(config.death(), config.deadRemoval(), config.highestDiskFill());
        return new RemoveDeadNode(machines, access, keyspaces(), awaiting, bounds);
    }

    public PrepareNodes prepare() {
        var bounds = new PrepareNodes.Bounds(config.nodeStart(), config.nodeTries());
        return new PrepareNodes(machines, access, clear(), awaiting, bounds);
    }

    public JoinNodes join() {
        var sight = new RingSight(access);
        var sources = new JoinedSources(access, awaiting, config.verify());
        var parts = new JoinNodes.Parts(
                ready(sight),
                wave(sight, sources),
                clear(),
                sight,
                new EarlierJoins(access, keyspaces(), sight, sources),
                verify());
        return new JoinNodes(machines, access, parts, config.nodeTries(), config.verify());
    }

    private ReadyToJoin ready(RingSight sight) {
        var parts = new ReadyToJoin.Parts(prepare(), clear(), sight, new RoomToJoin(machines, access), awaiting);
        return new ReadyToJoin(machines, access, parts, new ReadyToJoin.Bounds(config.join(), config.joinStalled()));
    }

    private Wave wave(RingSight sight, JoinedSources sources) {
        var judge = new Judge(machines, sight, sources);
        var bounds = new Wave.Bounds(config.join(), config.safety(), config.verify());
        return new Wave(machines, access, keyspaces(), judge, awaiting, bounds);
    }

    private ClearAway clear() {
        return new ClearAway(machines, access, awaiting, config.forgotten());
    }
}
