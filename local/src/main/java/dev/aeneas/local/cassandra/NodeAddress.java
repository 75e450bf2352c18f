package dev.aeneas.local.cassandra;

/** Where a node listens; by default at Cassandra's standard ports, since each node has a loopback address of its own. */
public record NodeAddress(String host, int cqlPort, int storagePort, int jmxPort) {

    public static NodeAddress of(String host) {
        return new NodeAddress(host, 9042, 7000, 7199);
    }
}
