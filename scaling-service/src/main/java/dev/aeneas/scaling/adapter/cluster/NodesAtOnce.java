package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks many nodes at the same time, so that one that is slow holds nobody else up. */
record NodesAtOnce(int concurrency) {

    /** Each node's answer by its name; {@code ask} must be bounded and never throw. */
    <T> Map<String, T> ask(List<Node> nodes, Function<Node, T> ask) {
        Map<String, T> answers = new ConcurrentHashMap<>();
        // each call is bounded, so this pool ends
        var threads = Executors.newFixedThreadPool(Math.max(1, Math.min(concurrency, nodes.size())));
        try {
            CompletableFuture.allOf(nodes.stream()
                            .map(node -> CompletableFuture.runAsync(
                                    () -> answers.put(node.name(), ask.apply(node)), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } finally {
            threads.shutdownNow();
        }
        return answers;
    }
}
