package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.testing.FakeMachines;
import dev.aeneas.provisioning.testing.FakeService;
import dev.aeneas.provisioning.testing.FakeService.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of one datacenter and a service that takes its steps, all of it fakes that outlive every service. */
abstract class OnFakeNodes {
    static final ClusterName NAME = new ClusterName("orders");
    static final DatacenterName WEST = new DatacenterName("west");

    @TempDir
    Path folder;

    World world() {
        var cluster = new FakeCluster();
        return new World(cluster, new FakeMachines(cluster), new InMemoryJournal(), folder);
    }

    static CreateCluster creation() {
        return new CreateCluster(
                NAME,
                AutoReplicate.ALL_KEYSPACES,
                List.of(new DatacenterSpec(WEST, "here", 3, FakeMachines.SMALL, 3, 3)));
    }

    static FakeService create(World world) throws InterruptedException {
        var service = new FakeService(world, what -> {});
        service.send("create", creation(), Instant.now());
        while (!service.work(NAME).isEmpty()) {
            service.perform(service.work(NAME).get(0));
        }
        assertThat(service.cluster(NAME).orElseThrow().operations().get(0).error())
                .isNull();
        return service;
    }

    static void perform(FakeService service, long epoch, String id, TopologyStep step) throws InterruptedException {
        service.send(id, new RunTopologyStep(NAME, "run", epoch, id, step), Instant.now());
        while (!service.work(NAME).isEmpty()) {
            service.perform(service.work(NAME).get(0));
        }
    }

    static Stage stage(FakeService service, String id) {
        return service.cluster(NAME)
                .orElseThrow()
                .lock()
                .step(id)
                .map(StepRun::stage)
                .orElseThrow();
    }

    static long reserve(FakeService service, String run, Instant at) {
        service.send("reserve-" + run, new ReserveTopology(NAME, run), at);
        return service.cluster(NAME).orElseThrow().lock().epoch();
    }
}
