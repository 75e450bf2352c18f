package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import dev.aeneas.provisioning.cluster.ClusterWork.PhaseWork;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.WorkReport.PhaseDone;
import dev.aeneas.provisioning.cluster.WorkReport.StepDone;
import dev.aeneas.provisioning.machine.Catalog;
import dev.aeneas.provisioning.operation.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster process on the real engine, state written to JSON and read again at every step, with a worker by hand. */
final class ClusterBench {
    static final ClusterName NAME = new ClusterName("orders");
    static final DatacenterName EAST = new DatacenterName("east");
    static final DatacenterName WEST = new DatacenterName("west");
    static final Sku SMALL = new Sku("Local_S");
    static final Sku LARGE = new Sku("Local_L");
    static final int ATTEMPTS = 2;
    static final Duration LEASE = Duration.ofMinutes(2);
    static final int PER_ZONE_MAX = 10;
    static final String NOBODY_CUTS = "a cut takes the rights of root";

    /** What the provider has left; null: it does not tell. */
    ProviderRoom room;

    final Catalog catalog = new Catalog(
                    Grain.NODE,
                    List.of("east", "west"),
                    List.of(SMALL, LARGE),
                    List.of("5.0.9"),
                    PER_ZONE_MAX,
                    topology -> room)
            .without(Map.of(FaultKind.CUT, NOBODY_CUTS));
    final ProcessKind<Cluster> kind = ClusterProcess.kind(catalog, ATTEMPTS, LEASE);
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    final RecordingPublisher publisher = new RecordingPublisher();
    final ProcessEngine engine =
            new ProcessEngine(URI.create("/test"), List.of(kind), new InMemoryJournal(), publisher, this::now);
    private int sent;

    List<Message> send(Message message) {
        sent++;
        return send("input-" + sent, message);
    }

    List<Message> send(String id, Message message) {
        return engine.handle(new Received<>(id, id, now, message));
    }

    private Instant now() {
        return now;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /** The timer, if the cluster asked for it and its time has come. */
    void wake() {
        kind.wakeAt(cluster())
                .filter(due -> !due.isAfter(now))
                .ifPresent(due -> engine.report(new ProcessId("cluster", NAME.value()), "wake:" + due, new Wake(due)));
    }

    Cluster cluster() {
        return engine.find(kind, NAME.value()).orElseThrow();
    }

    Optional<Phase> phase() {
        return cluster().active().phase();
    }

    List<? extends Work> work() {
        return kind.openWork(cluster());
    }

    /** The worker does what is open, and is believed. */
    List<Message> finishPhase() {
        var work = (PhaseWork) work().get(0);
        var nodes = work.phase() == Phase.RESERVE_MACHINES
                ? addressed(work.cluster().targets().stream()
                        .flatMap(d -> d.nodes().stream())
                        .toList())
                : List.<Node>of();
        return report(work.key(), new PhaseDone(work.operation().id(), work.phase(), nodes));
    }

    List<Message> finishOperation() {
        var said = new ArrayList<Message>();
        while (cluster().active() != null) {
            said.addAll(finishPhase());
        }
        return said;
    }

    List<Message> failWork(Exception cause) {
        var work = (ClusterWork) work().get(0);
        return report(work.key(), new WorkFailed(work, cause));
    }

    List<Message> finishStep(String stepId, List<Node> nodes) {
        var work = work().stream()
                .map(StepWork.class::cast)
                .filter(step -> step.run().id().equals(stepId))
                .findFirst()
                .orElseThrow();
        return report(work.key(), new StepDone(work.epoch(), stepId, work.run().stage(), nodes, Map.of(), null));
    }

    List<Message> report(String key, Object report) {
        return engine.report(new ProcessId("cluster", NAME.value()), "work:" + key, report);
    }

    /** A running cluster of two nodes in one datacenter. */
    ClusterBench running() {
        send(createCluster(spec(EAST, "east", 2)));
        finishOperation();
        return this;
    }

    long reserve(String run) {
        return ((TopologyReserved) send(new ReserveTopology(NAME, run)).get(0)).epoch();
    }

    static CreateCluster createCluster(DatacenterSpec... datacenters) {
        return new CreateCluster(NAME, AutoReplicate.ALL_KEYSPACES, List.of(datacenters));
    }

    static DatacenterSpec spec(DatacenterName name, String region, int nodes) {
        return new DatacenterSpec(name, region, nodes, null, 1, 1);
    }

    static List<Violation> violations(List<Message> said) {
        return ((ProvisioningRefused) said.get(0)).violations();
    }

    static ProvisioningRefused refusal(List<Message> said) {
        return (ProvisioningRefused) said.get(0);
    }

    static List<Node> addressed(List<Node> nodes) {
        var addressed = new ArrayList<Node>();
        for (var node : nodes) {
            addressed.add(new Node(
                    node.name(),
                    "127.20.1." + (addressed.size() + 1),
                    node.datacenter(),
                    node.rack(),
                    node.sku(),
                    NodeState.REQUESTED,
                    List.of((long) addressed.size())));
        }
        return addressed;
    }
}
