package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.rmi.NotBoundException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;

/** Reaches nodes whose JMX port is open to us; one instance serves any number of nodes and threads. */
public final class JmxNodes implements ReachNodes {
    private final Map<String, Object> environment = new HashMap<>();
    private final JmxBounds bounds;
    private final Map<NodeAddress, BoundedCalls> connecting = new ConcurrentHashMap<>();

    public JmxNodes(Optional<Credentials> credentials, JmxBounds bounds) {
        this.bounds = bounds;
        credentials.ifPresent(
                role -> environment.put(JMXConnector.CREDENTIALS, new String[] {role.username(), role.password()}));
    }

    @Override
    public NodeOperations connect(NodeAddress node) {
        BoundedCalls calls = connecting.computeIfAbsent(node, BoundedCalls::new);
        JMXConnector connector = calls.call("connect", bounds.connect(), () -> open(node), JmxNodes::closeLate);
        return JmxNode.over(node, connector, bounds);
    }

    /** Attempts that were given up and hold a thread until their socket breaks. */
    int hanging(NodeAddress node) {
        BoundedCalls calls = connecting.get(node);
        return calls == null ? 0 : calls.hanging();
    }

    /** Asks the registry itself: a JMX service URL would take the way through JNDI. */
    private JMXConnector open(NodeAddress node) throws IOException {
        try {
            Registry registry = LocateRegistry.getRegistry(node.hostAddress(), node.jmxPort());
            JMXConnector connector = new RMIConnector((RMIServer) registry.lookup("jmxrmi"), environment);
            connector.connect();
            return connector;
        } catch (NotBoundException e) {
            throw new ConnectException("the node has not opened its JMX yet");
        }
    }

    private static void closeLate(JMXConnector connector) {
        try {
            connector.close();
        } catch (IOException e) {
            // nobody waits for it any more
        }
    }
}
