package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import dev.aeneas.scaling.look.SeeCluster;
import java.util.Map;
import java.util.Optional;

/** Looks at a datacenter's load; only looks, so doing it again does no harm. */
public final class LoadLooker implements Worker<LookAtLoad> {
    private final SeeCluster clusters;
    private final MeasureNodes nodes;

    public LoadLooker(SeeCluster clusters, MeasureNodes nodes) {
        this.clusters = clusters;
        this.nodes = nodes;
    }

    @Override
    public Looked perform(ProcessId process, LookAtLoad work) {
        var datacenter = datacenter(work);
        Map<String, NodeLoad> loads = datacenter
                .map(there -> nodes.measure(work.cluster(), Looked.owners(there)))
                .orElse(Map.of());
        // after the nodes, which take their time: a run that began meanwhile is seen
        var openRun = clusters.openRun(work.cluster());
        return new Looked(datacenter(work).orElse(null), openRun.orElse(null), loads);
    }

    private Optional<Datacenter> datacenter(LookAtLoad work) {
        return clusters.topology(work.cluster()).flatMap(topology -> topology.datacenter(work.datacenter()));
    }
}
