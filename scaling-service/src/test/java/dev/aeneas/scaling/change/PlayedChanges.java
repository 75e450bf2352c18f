package dev.aeneas.scaling.change;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SKUS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.orders;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.NodeChange;
import dev.aeneas.contracts.NodeChange.RollNodes;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.ScalingCommand.ChangeNodes;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import dev.aeneas.scaling.run.RunBounds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A change on the real engine; provisioning's part is played by hand. */
abstract class PlayedChanges {
    static final Map<String, String> QUICKER = Map.of("compaction_throughput", "128MiB/s");
    static final NodeSetup BEFORE = new NodeSetup(Map.of("compaction_throughput", "16MiB/s"), null);
    static final RunBounds BOUNDS = new RunBounds(
            Duration.ofMinutes(10),
            Duration.ofSeconds(15),
            Duration.ofHours(2),
            3,
            Duration.ofSeconds(2),
            Duration.ofMinutes(2));

    final ProcessKind<Changes> kind = ChangesProcess.kind(BOUNDS);
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    int inputs;
    final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), this::now);

    Instant now() {
        return now;
    }

    @BeforeEach
    void theClusterIsKnown() {
        say(new TopologyChanged(ORDERS, orders(6, SMALL)));
    }

    List<Message> say(Message message) {
        inputs++;
        return engine.handle(new Received<>("input-" + inputs, "c", now, message));
    }

    Changes changes() {
        return engine.find(kind, ORDERS.value()).orElseThrow();
    }

    ChangeRun run(String runId) {
        return changes().run(runId).orElseThrow();
    }

    List<Message> ask(String runId, NodeChange change) {
        return say(new ChangeNodes(ORDERS, WEST, runId, change));
    }

    List<Message> grant(String runId, long epoch) {
        return grant(runId, epoch, orders(6, SMALL));
    }

    List<Message> grant(String runId, long epoch, ClusterTopology topology) {
        var setups = Map.of(
                "west_1", BEFORE, "west_2", BEFORE, "west_3", BEFORE, "west_4", BEFORE, "west_5", BEFORE, "west_6",
                BEFORE);
        return say(new TopologyReserved(
                ORDERS, runId, epoch, Grain.NODE, SKUS, topology, null, List.of("5.0.9"), setups, null));
    }

    List<Message> complete(String runId, long epoch) {
        return say(new TopologyStepCompleted(
                ORDERS, runId, epoch, changes().open().step().stepId()));
    }

    List<Message> fail(String runId, long epoch) {
        var error = new ProvisionError("NodeDidNotStart", "the process of west_2 ended by itself", "west_2");
        return say(new TopologyStepFailed(
                ORDERS, runId, epoch, changes().open().step().stepId(), error));
    }

    static TopologyStep.RollNodes rolled(List<Message> said) {
        return (TopologyStep.RollNodes) sent(said);
    }

    static TopologyStep sent(List<Message> said) {
        return said.stream()
                .filter(RunTopologyStep.class::isInstance)
                .map(message -> ((RunTopologyStep) message).step())
                .findFirst()
                .orElseThrow();
    }

    static ScaleRefused refusal(List<Message> said) {
        return (ScaleRefused) said.get(0);
    }

    static RollNodes quicker() {
        return new RollNodes(QUICKER, null, null, null);
    }
}
