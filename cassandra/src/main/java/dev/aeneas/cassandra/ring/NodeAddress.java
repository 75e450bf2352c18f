package dev.aeneas.cassandra.ring;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;

/** Where a node of a managed cluster answers: its own host address, with the ports for CQL and for JMX. */
public record NodeAddress(InetAddress host, int cqlPort, int jmxPort) implements Comparable<NodeAddress> {
    public static final int DEFAULT_CQL_PORT = 9042;
    public static final int DEFAULT_JMX_PORT = 7199;

    public NodeAddress {
        Objects.requireNonNull(host, "host");
        requirePort("cqlPort", cqlPort);
        requirePort("jmxPort", jmxPort);
    }

    /** The default ports on this host, which may be an address or a name that resolves. */
    public static NodeAddress of(String host) {
        return of(host, DEFAULT_CQL_PORT, DEFAULT_JMX_PORT);
    }

    /** Refuses a host that cannot be resolved with an {@link IllegalArgumentException}. */
    public static NodeAddress of(String host, int cqlPort, int jmxPort) {
        try {
            return new NodeAddress(InetAddress.getByName(host), cqlPort, jmxPort);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host '" + host + "' cannot be resolved", e);
        }
    }

    /** Another node that listens on the same ports: every node of a cluster is set up alike. */
    public NodeAddress onHost(String otherHost) {
        return of(otherHost, cqlPort, jmxPort);
    }

    public InetSocketAddress cql() {
        return new InetSocketAddress(host, cqlPort);
    }

    public String hostAddress() {
        return host.getHostAddress();
    }

    @Override
    public int compareTo(NodeAddress other) {
        int byHost = Arrays.compareUnsigned(host.getAddress(), other.host.getAddress());
        if (byHost != 0) {
            return byHost;
        }
        int byCql = Integer.compare(cqlPort, other.cqlPort);
        return byCql != 0 ? byCql : Integer.compare(jmxPort, other.jmxPort);
    }

    @Override
    public String toString() {
        return hostAddress();
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(name + " must be between 1 and 65535, not " + port);
        }
    }
}
