package dev.aeneas.provisioning.adapter.local;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.contracts.ProvisioningEvent.RackRoom;
import dev.aeneas.provisioning.machine.SeeRoom;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Addresses that nobody has claimed, and the room on the one disk that all nodes of this machine share. */
record LocalRoom(Path folder, BiFunction<Datacenter, String, String> prefix, AddressClaims claims) implements SeeRoom {

    @Override
    public ProviderRoom room(ClusterTopology topology) {
        var racks = topology.datacenters().stream()
                .flatMap(d -> d.racks().stream()
                        .map(rack -> new RackRoom(d.datacenter(), rack, claims.free(prefix.apply(d, rack)))))
                .toList();
        long usable = existing(folder.toAbsolutePath()).toFile().getUsableSpace();
        return new ProviderRoom(racks, usable > 0 ? usable : null);
    }

    /** The folder is made with the first node. */
    private static Path existing(Path wanted) {
        var path = wanted;
        while (path.getParent() != null && !path.toFile().exists()) {
            path = path.getParent();
        }
        return path;
    }
}
