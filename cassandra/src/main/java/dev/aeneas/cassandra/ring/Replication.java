package dev.aeneas.cassandra.ring;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a keyspace is replicated, as {@code system_schema.keyspaces} tells it. */
public sealed interface Replication {

    /** Replicas in this datacenter that the strategy promises; 0 when it promises none there by name. */
    int factorIn(String datacenter);

    /** The only strategy that is safe with more than one datacenter. */
    record NetworkTopology(SortedMap<String, Integer> factors) implements Replication {
        public NetworkTopology {
            factors.forEach((datacenter, factor) -> requireFactor(factor));
            factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
        }

        public static NetworkTopology of(Map<String, Integer> factors) {
            return new NetworkTopology(new TreeMap<>(factors));
        }

        @Override
        public int factorIn(String datacenter) {
            return factors.getOrDefault(datacenter, 0);
        }

        public NetworkTopology with(String datacenter, int factor) {
            SortedMap<String, Integer> changed = new TreeMap<>(factors);
            changed.put(datacenter, factor);
            return new NetworkTopology(changed);
        }

        public NetworkTopology without(String datacenter) {
            SortedMap<String, Integer> changed = new TreeMap<>(factors);
            changed.remove(datacenter);
            return new NetworkTopology(changed);
        }
    }

    /** Replicas on the next nodes of the ring, wherever they are: no datacenter is promised any. */
    record Simple(int factor) implements Replication {
        public Simple {
            requireFactor(factor);
        }

        @Override
        public int factorIn(String datacenter) {
            return 0;
        }
    }

    /** Every node keeps its own, as {@code system} does: nothing moves between nodes. */
    record Local() implements Replication {
        @Override
        public int factorIn(String datacenter) {
            return 0;
        }
    }

    /** A strategy that Aeneas does not know, named by its class. */
    record Custom(String strategyClass) implements Replication {
        @Override
        public int factorIn(String datacenter) {
            return 0;
        }
    }

    private static void requireFactor(int factor) {
        if (factor < 0) {
            throw new IllegalArgumentException("a replication factor must not be negative: " + factor);
        }
    }
}
