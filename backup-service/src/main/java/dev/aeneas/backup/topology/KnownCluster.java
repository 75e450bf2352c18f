package dev.aeneas.backup.topology;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import java.util.Optional;

/** A cluster's newest topology; kept after the cluster is deleted, so that an old message does not bring it back. */
public record KnownCluster(ClusterTopology topology, boolean deleted) {
    public static final ProcessKind<KnownCluster> KIND = ProcessKind.of("topology", KnownCluster.class)
            .opens(TopologyChanged.class, event -> event.cluster().value(), KnownCluster::changed)
            .on(ClusterDeleted.class, event -> event.cluster().value(), (known, in) -> Decision.of(known.delete()))
            .closedWhen(known -> true)
            .build();

    private static Decision<KnownCluster> changed(Optional<KnownCluster> known, Received<TopologyChanged> input) {
        var topology = input.body().topology();
        // After a deletion a cluster of the same name counts its revisions anew.
        var newest = known.filter(k -> !k.deleted() && k.topology().revision() >= topology.revision());
        return Decision.of(newest.orElseGet(() -> new KnownCluster(topology, false)));
    }

    private KnownCluster delete() {
        return new KnownCluster(topology, true);
    }
}
