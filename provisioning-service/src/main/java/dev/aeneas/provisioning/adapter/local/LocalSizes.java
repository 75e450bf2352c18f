package dev.aeneas.provisioning.adapter.local;

import dev.aeneas.contracts.Sku;
import dev.aeneas.local.cassandra.NodeResources;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The sizes of nodes, and what each may use of the machine. */
final class LocalSizes {
    private final Map<String, LocalConfig.Size> sizes;

    LocalSizes(Map<String, LocalConfig.Size> sizes) {
        this.sizes = sizes;
    }

    /** Smallest first. */
    List<Sku> skus() {
        return sizes.entrySet().stream()
                .sorted(Comparator.comparingInt(size -> size.getValue().heapMegabytes()))
                .map(size -> new Sku(size.getKey()))
                .toList();
    }

    NodeResources of(Sku sku) {
        var size = sizes.get(sku.value());
        if (size == null) {
            throw new IllegalStateException("aeneas.local.skus no longer has " + sku + ", which a node is of");
        }
        return new NodeResources(size.heapMegabytes(), size.concurrency(), size.cpuCores());
    }
}
