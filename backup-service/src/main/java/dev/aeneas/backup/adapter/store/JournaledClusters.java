package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.topology.KnownCluster;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The clusters that topology processes know. */
public final class JournaledClusters implements KnownClusters {
    private final Journal journal;

    public JournaledClusters(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<ClusterTopology> find(ClusterName cluster) {
        return journal.load(new ProcessId(KnownCluster.KIND.name(), cluster.value()))
                .map(entry -> WireFormat.read(entry.state().getBytes(StandardCharsets.UTF_8), KnownCluster.class))
                .filter(known -> !known.deleted())
                .map(KnownCluster::topology);
    }
}
