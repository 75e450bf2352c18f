package dev.aeneas.provisioning.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningEvent.RackRoom;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRoomTest {
    private static final DatacenterName WEST = new DatacenterName("west");

    @TempDir
    Path folder;

    private final ClusterTopology topology = new ClusterTopology(
            new ClusterName("orders"),
            1,
            List.of(new Datacenter(
                    WEST,
                    "west",
                    new Sku("Local_S"),
                    List.of("west_1", "west_2"),
                    1,
                    ProvisioningState.SUCCEEDED,
                    false,
                    List.of())));

    private LocalRoom room() {
        var addresses = folder.resolve("addresses");
        return new LocalRoom(
                folder.resolve("not/there/yet"),
                (datacenter, rack) -> "127.21." + rack.substring(5) + ".",
                new AddressClaims(addresses));
    }

    @Test
    void countsTheAddressesThatNobodyClaimedInEachRack() throws IOException {
        Files.createDirectories(folder.resolve("addresses"));
        Files.writeString(folder.resolve("addresses/127.21.1.1"), "orders/west_1");
        Files.writeString(folder.resolve("addresses/127.21.1.2"), "other/west_1");

        assertThat(room().room(topology).racks())
                .containsExactly(new RackRoom(WEST, "west_1", 252), new RackRoom(WEST, "west_2", 254));
    }

    @Test
    void tellsTheRoomOnTheDiskBeforeAnyNodeIsThere() {
        assertThat(room().room(topology).diskBytes()).isPositive();
    }
}
