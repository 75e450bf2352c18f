package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.provisioning.operation.Operation;
import dev.aeneas.provisioning.testing.RealProvisioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How long nine nodes take, phase by phase; not part of a build: {@code -Daeneas.measure=true}. */
@EnabledIfSystemProperty(named = "aeneas.measure", matches = "true")
class NineNodesMeasurement {
    private static final ClusterName NAME = new ClusterName("nine");

    @TempDir
    Path folder;

    @Test
    void measure() {
        var create = new CreateCluster(
                NAME,
                AutoReplicate.ALL_KEYSPACES,
                List.of(
                        new DatacenterSpec(new DatacenterName("east"), "here", 6, null, 3, 3),
                        new DatacenterSpec(new DatacenterName("west"), "here", 3, null, 3, 3)));
        try (var service = new RealProvisioning(folder, Map.of())) {
            report(service.operate(create));
            assertThat(service.cluster(create).topology().nodes())
                    .extracting(Node::name)
                    .hasSize(9);
            report(service.operate(new DeallocateCluster(NAME)));
            // the same nine processes and no cluster to be made: the physical limit
            report(service.operate(new StartCluster(NAME)));
        }
    }

    private static void report(Operation operation) {
        assertThat(operation.error()).isNull();
        System.out.println(operation.kind() + " "
                + Duration.between(operation.startedAt(), operation.endedAt()).toMillis() + " ms");
        operation
                .phases()
                .forEach(run -> System.out.println("    " + run.phase().title() + " "
                        + Duration.between(run.startedAt(), run.endedAt()).toMillis() + " ms"));
    }
}
