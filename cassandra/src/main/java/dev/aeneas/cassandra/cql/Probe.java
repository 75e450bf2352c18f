package dev.aeneas.cassandra.cql;

import dev.aeneas.cassandra.ring.NodeAddress;

/** Asks one node for a sign of life, as a client would; never throws, always returns within a bound. */
@FunctionalInterface
public interface Probe {
    ProbeAnswer probe(NodeAddress node);
}
