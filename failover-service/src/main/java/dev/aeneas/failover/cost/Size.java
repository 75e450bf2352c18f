package dev.aeneas.failover.cost;

import dev.aeneas.contracts.Sku;

/** Of a datacenter. */
public record Size(int nodeCount, Sku sku) {
    @Override
    public String toString() {
        return nodeCount + " × " + sku;
    }
}
