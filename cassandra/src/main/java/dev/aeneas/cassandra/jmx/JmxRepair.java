package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.CompareReplicas.Comparison;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.node.RepairProgress;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.management.Notification;
import javax.management.NotificationListener;

/**
 * Repair that is told by notifications and believed from the node's own record: a lost notification is no lost result.
 */
final class JmxRepair {
    private static final int NOTHING_TO_DO = 0;
    private static final int EVENT_COMPLETE = 5;

    private static final Ends<RepairResult> REPAIR =
            new Ends<>(new RepairResult.NothingToRepair(), JmxRepair::result, RepairResult.Unknown::new);
    private static final Ends<Comparison> COMPARISON =
            new Ends<>(new Comparison.InSync(), (status, took) -> compared(status), Comparison.Unknown::new);

    private final MBeans beans;
    private final StorageService storage;
    private final JmxBounds bounds;

    JmxRepair(MBeans beans, StorageService storage, JmxBounds bounds) {
        this.beans = beans;
        this.storage = storage;
        this.bounds = bounds;
    }

    RepairResult repair(RepairRequest request, Duration bound, Consumer<RepairProgress> progress) {
        return run(request.keyspace(), options(request), bound, progress, REPAIR);
    }

    Comparison compare(RepairRequest request, Duration bound) {
        Map<String, String> options = options(request);
        options.put("previewKind", "ALL"); // validates all SSTables and streams nothing
        return run(request.keyspace(), options, bound, progress -> {}, COMPARISON);
    }

    /** What each end of a repair means to whoever asked. */
    private record Ends<T>(T nothing, BiFunction<List<String>, Duration, T> over, Function<String, T> unknown) {}

    private <T> T run(
            String keyspace,
            Map<String, String> options,
            Duration bound,
            Consumer<RepairProgress> progress,
            Ends<T> ends) {
        long start = System.nanoTime();
        CountDownLatch told = new CountDownLatch(1);
        // listen first: a short repair is over before its number is known here
        Listener listener = new Listener(progress, told);
        beans.calls().call("listen", bounds.call(), () -> {
            beans.server().addNotificationListener(StorageService.NAME, listener, null, null);
            return true;
        });
        try {
            int command = storage.repairAsync(keyspace, options);
            if (command == NOTHING_TO_DO) {
                return ends.nothing();
            }
            listener.follow(command);
            return watch(command, new Clock(start, start + bound.toNanos()), told, ends);
        } finally {
            var unused = beans.start(() -> {
                beans.server().removeNotificationListener(StorageService.NAME, listener);
                return true;
            });
        }
    }

    private static Map<String, String> options(RepairRequest request) {
        Map<String, String> options = new HashMap<>();
        options.put("incremental", "false");
        options.put("parallelism", "parallel");
        options.put("primaryRange", String.valueOf(request.ranges() == RepairRequest.Ranges.PRIMARY));
        options.put("jobThreads", "1");
        if (!request.datacenters().isEmpty()) {
            options.put("dataCenters", String.join(",", request.datacenters()));
        }
        return options;
    }

    private record Clock(long start, long deadline) {}

    private <T> T watch(int command, Clock clock, CountDownLatch told, Ends<T> ends) {
        while (System.nanoTime() < clock.deadline()) {
            try {
                boolean toldComplete = told.await(bounds.poll().toMillis(), TimeUnit.MILLISECONDS);
                List<String> status = storage.getParentRepairStatus(command);
                boolean isOver = status != null && !status.isEmpty() && !"IN_PROGRESS".equals(status.get(0));
                if (isOver) {
                    return ends.over().apply(status, Duration.ofNanos(System.nanoTime() - clock.start()));
                }
                if (status == null && toldComplete) {
                    return ends.unknown().apply("the node keeps no record of repair " + command);
                }
            } catch (NodeUnreachable | NodeSilent e) {
                return ends.unknown().apply(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ends.unknown().apply("interrupted while waiting");
            }
        }
        return ends.unknown().apply("still running when the bound had passed");
    }

    private static RepairResult result(List<String> status, Duration took) {
        return "COMPLETED".equals(status.get(0))
                ? new RepairResult.Repaired(took)
                : new RepairResult.Failed(String.join("; ", status.subList(1, status.size())));
    }

    /** Cassandra tells what a preview found only as a sentence, the message of its success. */
    private static Comparison compared(List<String> status) {
        var told = String.join("; ", status.subList(1, status.size()));
        if (!"COMPLETED".equals(status.get(0))) {
            return new Comparison.Unknown(told);
        }
        return told.contains("data was in sync") ? new Comparison.InSync() : new Comparison.Different(told);
    }

    private static final class Listener implements NotificationListener {
        private final Consumer<RepairProgress> progress;
        private final CountDownLatch complete;
        private volatile String source = "";

        Listener(Consumer<RepairProgress> progress, CountDownLatch complete) {
            this.progress = progress;
            this.complete = complete;
        }

        void follow(int command) {
            source = "repair:" + command;
        }

        @Override
        public void handleNotification(Notification notification, Object handback) {
            boolean isOurs = source.equals(notification.getSource());
            if (!isOurs || !(notification.getUserData() instanceof Map<?, ?> event)) {
                return;
            }
            progress.accept(new RepairProgress(
                    number(event.get("progressCount")), number(event.get("total")), notification.getMessage()));
            if (number(event.get("type")) == EVENT_COMPLETE) {
                complete.countDown();
            }
        }

        private static int number(Object value) {
            return value instanceof Integer number ? number : 0;
        }
    }
}
