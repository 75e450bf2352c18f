package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.testing.RealProvisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How long a rack takes to get another size, with the sizes' CPU quotas; not part of a build: {@code -Daeneas.measure=true}. */
@EnabledIfSystemProperty(named = "aeneas.measure", matches = "true")
class ResizeMeasurement {
    private static final ClusterName NAME = new ClusterName("resized");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final int NODES = Integer.getInteger("aeneas.measure.nodes", 3);

    @TempDir
    Path folder;

    @Test
    void measure() throws IOException {
        var create = new CreateCluster(
                NAME,
                AutoReplicate.ALL_KEYSPACES,
                List.of(new DatacenterSpec(WEST, "here", NODES, new Sku("Local_S"), 3, 3)));
        var quotas = Map.of(
                "aeneas.local.skus.Local_S.cpu-cores", "0.5",
                "aeneas.local.skus.Local_M.cpu-cores", "1",
                "aeneas.local.skus.Local_L.heap-megabytes", "384",
                "aeneas.local.skus.Local_L.concurrency", "32",
                "aeneas.local.skus.Local_L.cpu-cores", "2");
        try (var service = new RealProvisioning(folder, quotas)) {
            assertThat(service.operate(create).error()).isNull();
            var reserved = (TopologyReserved)
                    service.send(new ReserveTopology(NAME, "run")).get(0);
            resize(service, create, reserved.epoch(), "Local_M");
            resize(service, create, reserved.epoch(), "Local_L");
            keepLogs();
        }
    }

    /** Where the time goes is in them. */
    private void keepLogs() throws IOException {
        for (int node = 1; node <= NODES; node++) {
            var name = "west_" + node;
            Files.copy(
                    folder.resolve("nodes/clusters/resized").resolve(name).resolve("log/system.log"),
                    Path.of("target", "resize-" + name + ".log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void resize(RealProvisioning service, CreateCluster create, long epoch, String sku) {
        var datacenter = service.cluster(create).datacenter(WEST).orElseThrow();
        for (var rack : datacenter.racks()) {
            var nodes = datacenter.nodes().stream()
                    .filter(node -> node.rack().equals(rack))
                    .map(node -> node.name())
                    .toList();
            var id = rack + "-" + sku;
            long began = System.nanoTime();
            service.send(new RunTopologyStep(NAME, "run", epoch, id, new ResizeNodes(WEST, nodes, new Sku(sku))));
            var over = Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> service.cluster(create).lock().step(id).orElseThrow(), StepRun::over);
            assertThat(over.error()).isNull();
            System.out.println("RESIZED " + id + " " + (System.nanoTime() - began) / 1_000_000 + " ms");
        }
    }
}
