package dev.aeneas.scaling.autoscale;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.orders;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecided;
import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingCommand.SetAutoscalePolicy;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.scaling.look.OpenRun;
import dev.aeneas.scaling.look.SeeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** West under a policy, minute by minute: what its nodes tell, and what the process made of it. */
final class Scene {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final AutoscaleBounds BOUNDS = new AutoscaleBounds(MINUTE, 3, 80, 10);
    static final AutoscalePolicy POLICY = policy(60, null, List.of());

    private final ProcessKind<Autoscaling> kind = AutoscaleProcess.kind(new Orders(), BOUNDS);
    private final List<Message> said = new ArrayList<>();
    private Instant now = Instant.parse("2026-06-01T10:00:00Z");
    private Autoscaling state;
    private ClusterTopology topology;
    private OpenRun openRun;
    private UnaryOperator<NodeLoad> change = load -> load;

    /** What is known when a policy is set. */
    private record Orders() implements SeeCluster {
        @Override
        public Optional<ClusterTopology> topology(ClusterName cluster) {
            return Optional.of(orders(6, SMALL))
                    .filter(orders -> orders.cluster().equals(cluster));
        }

        @Override
        public Optional<OpenRun> openRun(ClusterName cluster) {
            return Optional.empty();
        }
    }

    private Scene(int nodes) {
        topology = orders(nodes, SMALL);
    }

    static Scene of(int nodes, AutoscalePolicy policy) {
        var scene = new Scene(nodes);
        scene.hear(new SetAutoscalePolicy(ORDERS, WEST, policy));
        return scene;
    }

    static AutoscalePolicy policy(Integer cpu, Long bytes, List<AutoscalePolicy.Window> windows) {
        return new AutoscalePolicy(3, 9, cpu, bytes, Duration.ofMinutes(10), windows, "Europe/Rome");
    }

    Scene at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    Scene with(UnaryOperator<ClusterTopology> machines) {
        topology = machines.apply(topology);
        return this;
    }

    Scene whileOpen(OpenRun run) {
        openRun = run;
        return this;
    }

    Scene whoseNodes(UnaryOperator<NodeLoad> tell) {
        change = tell;
        return this;
    }

    /** One look each minute; null: no node answers. */
    Scene looks(Integer... cpuPercents) {
        for (var cpu : cpuPercents) {
            look(cpu == null ? NodeLoad.SILENT : load(cpu));
        }
        return this;
    }

    Scene looksWhereAnswer(int answering, int cpuPercent, int times) {
        for (int i = 0; i < times; i++) {
            look(answering, load(cpuPercent));
        }
        return this;
    }

    private void look(NodeLoad each) {
        look(Integer.MAX_VALUE, each);
    }

    private void look(int answering, NodeLoad each) {
        // the first look is under way from the beginning, each later one when its time has come
        kind.wakeAt(state).ifPresent(due -> {
            now = due.isAfter(now) ? due : now;
            hear(new Wake(due));
        });
        Map<String, NodeLoad> loads = new HashMap<>();
        var datacenter = datacenter();
        if (datacenter != null) {
            for (var node : Looked.owners(datacenter)) {
                loads.put(node.name(), loads.size() < answering ? change.apply(each) : NodeLoad.SILENT);
            }
        }
        hear(new Looked(datacenter, openRun, loads));
    }

    private Datacenter datacenter() {
        return topology.datacenter(WEST).orElse(null);
    }

    /** Every one of west's six nodes tells the same. */
    static Map<String, NodeLoad> allTelling(int cpu) {
        return IntStream.rangeClosed(1, 6)
                .boxed()
                .collect(Collectors.toMap(number -> "west_" + number, number -> load(cpu)));
    }

    static NodeLoad load(int cpuPercent) {
        return new NodeLoad(true, cpuPercent / 100.0, 1_000, 0, 0, List.of());
    }

    Scene pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Scene hear(Object body) {
        decide(body).ifPresent(decision -> {
            state = decision.state();
            said.addAll(decision.messages());
        });
        return this;
    }

    Optional<Decision<Autoscaling>> decide(Object body) {
        return kind.decide(Optional.ofNullable(state), new Received<>("in-" + said.size(), "c", now, body));
    }

    ProcessKind<Autoscaling> kind() {
        return kind;
    }

    Autoscaling state() {
        return state;
    }

    List<Message> said() {
        return said;
    }

    List<AutoscaleDecided> decisions() {
        return said.stream()
                .filter(AutoscaleDecided.class::isInstance)
                .map(AutoscaleDecided.class::cast)
                .toList();
    }

    AutoscaleDecided last() {
        var all = decisions();
        return all.get(all.size() - 1);
    }

    List<ScaleDatacenter> asked() {
        return said.stream()
                .filter(ScaleDatacenter.class::isInstance)
                .map(ScaleDatacenter.class::cast)
                .toList();
    }

    Why why() {
        return state.course().told().why();
    }
}
