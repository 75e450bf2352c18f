package dev.aeneas.local.cassandra;

import java.util.List;

/**
 * Who a node is: what stays the same as long as it holds data.
 *
 * @param seeds hosts, or host:port where the storage port is not the standard one; name living ones of every datacenter
 */
public record NodeIdentity(String cluster, String datacenter, String rack, NodeAddress address, List<String> seeds) {

    public NodeIdentity {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("seeds: at least one is needed, the node itself if it is the first");
        }
    }
}
