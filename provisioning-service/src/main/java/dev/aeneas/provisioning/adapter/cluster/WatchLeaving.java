package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at what a leaving node sends, while it leaves. */
public final class WatchLeaving implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ClusterAccess access;
    private final ClusterName cluster;
    private final Node leaving;
    private final StepProgress progress;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "watch-leaving");
        thread.setDaemon(true);
        return thread;
    });

    WatchLeaving(ClusterAccess access, ClusterName cluster, Node leaving, StepProgress progress) {
        this.access = access;
        this.cluster = cluster;
        this.leaving = leaving;
        this.progress = progress;
        progress.streams(leaving, 0, 0);
        var unused = timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try (var operations = access.connect(cluster, leaving)) {
            var streams = operations.streams();
            long toSend = streams.stream().mapToLong(StreamSession::toSendBytes).sum();
            if (toSend > 0) {
                progress.streams(
                        leaving,
                        streams.stream().mapToLong(StreamSession::sentBytes).sum(),
                        toSend);
            }
        } catch (NodeException e) {
            // gone, or slow: whoever waits for it to leave will say so
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
