package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.join.SourceCheck;
import dev.aeneas.cassandra.join.StrictSources;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the streams of joining nodes while they run: how far they are, and whether they come from where they must. A
 * node with a wrong source is stopped at once, since it does not count yet and nothing is lost with it.
 */
final class WatchJoin implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Map<Node, Joining> nodes;
    private final StepProgress progress;
    private final Consumer<Node> stop;
    private final Map<Node, String> wrong = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "watch-join");
        thread.setDaemon(true);
        return thread;
    });

    /** A connection to a node that joins, and from whom it must stream. */
    record Joining(NodeOperations operations, StrictSources sources) {}

    WatchJoin(Map<Node, Joining> nodes, StepProgress progress, Consumer<Node> stop) {
        this.nodes = nodes;
        this.progress = progress;
        this.stop = stop;
        var unused = timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was wrong with the sources of this node, which was stopped for it. */
    Optional<String> wrong(Node node) {
        return Optional.ofNullable(wrong.get(node));
    }

    private void look() {
        nodes.forEach((node, joining) -> {
            if (!wrong.containsKey(node)) {
                look(node, joining);
            }
        });
    }

    private void look(Node node, Joining joining) {
        try {
            var streams = joining.operations().streams();
            tell(node, streams);
            SourceCheck.whileItJoins(joining.sources(), streams).ifPresent(why -> {
                wrong.put(node, why);
                if (joining.operations().mode() != NodeMode.NORMAL) {
                    stop.accept(node);
                }
            });
        } catch (NodeException e) {
            // it is lost or slow: whoever waits for its join will say so
        }
    }

    private void tell(Node node, List<StreamSession> streams) {
        var bootstrap = streams.stream()
                .filter(stream -> stream.operation().equals(SourceCheck.BOOTSTRAP))
                .toList();
        if (!bootstrap.isEmpty()) {
            progress.streams(
                    node,
                    bootstrap.stream().mapToLong(StreamSession::receivedBytes).sum(),
                    bootstrap.stream().mapToLong(StreamSession::toReceiveBytes).sum());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
