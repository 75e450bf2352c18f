package dev.aeneas.cassandra.management;

import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.net.http.HttpClient;

/** Reaches nodes whose management API is open to us; one instance serves any number of nodes and threads. */
public final class ManagementApiNodes implements ReachNodes {
    private final HttpClient http;
    private final int port;
    private final ManagementApiBounds bounds;

    public ManagementApiNodes(int port, ManagementApiBounds bounds) {
        this.port = port;
        this.bounds = bounds;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(bounds.connect())
                .build();
    }

    @Override
    public NodeOperations connect(NodeAddress node) {
        var calls = new ManagementCalls(http, node, port, bounds);
        // answers as soon as the API runs, whatever Cassandra does
        var unused = calls.get("api/v0/probes/liveness");
        return new ManagementApiNode(node, calls, bounds);
    }
}
