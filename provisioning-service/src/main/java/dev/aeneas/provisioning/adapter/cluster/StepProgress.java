package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeProgress;
import dev.aeneas.contracts.NodeProgress.Phase;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** How far each node of a step is; tells it when it changed, at most once a second and once more at the end. */
public final class StepProgress implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Map<String, NodeProgress> nodes = new LinkedHashMap<>();
    private final Consumer<List<NodeProgress>> listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "step-progress");
        thread.setDaemon(true);
        return thread;
    });
    private List<NodeProgress> told = List.of();

    public StepProgress(Consumer<List<NodeProgress>> listener) {
        this.listener = listener;
        var unused =
                timer.scheduleWithFixedDelay(this::tell, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For callers whom nobody asks. */
    static StepProgress silent() {
        return new StepProgress(nodes -> {});
    }

    public void at(Collection<Node> these, Phase phase) {
        these.forEach(node -> at(node, phase));
    }

    /** What was streamed so far stays so. */
    public synchronized void at(Node node, Phase phase) {
        var before = nodes.getOrDefault(node.name(), NodeProgress.of(node.name(), phase));
        nodes.put(node.name(), new NodeProgress(node.name(), phase, before.bytesDone(), before.bytesTotal()));
    }

    public synchronized void streams(Node node, long bytesDone, long bytesTotal) {
        nodes.put(node.name(), new NodeProgress(node.name(), Phase.STREAMING, bytesDone, bytesTotal));
    }

    private synchronized void tell() {
        var now = List.copyOf(nodes.values());
        if (!now.equals(told)) {
            told = now;
            listener.accept(now);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        tell();
    }
}
