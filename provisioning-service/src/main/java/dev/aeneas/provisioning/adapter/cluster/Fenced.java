package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.step.Fence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Puts a fence before every effect of a port; a method that is not known to look only counts as an effect. */
final class Fenced {
    /** Comes after a {@code getReadyToJoin}, which is checked like every effect. */
    private static final String JOIN = "joinRing";

    private static final Set<String> LOOKS_AT_NODES = Set.of(
            "address",
            "close",
            "loadBytes",
            "mode",
            "pendingCompactions",
            "ring",
            "runningRepairs",
            "snapshots",
            "streams",
            "throttles");
    private static final Set<String> LOOKS_AT_CLUSTERS = Set.of("close", "keyspace", "keyspaces", "streamsOf");
    private static final Set<String> LOOKS_AT_MACHINES = Set.of("catalog", "freeBytes", "logTail", "runs", "runsAs");

    private Fenced() {}

    static NodeOperations node(NodeOperations node, Fence fence) {
        return fenced(NodeOperations.class, node, LOOKS_AT_NODES, fence);
    }

    static ManagedCluster cluster(ManagedCluster cluster, Fence fence) {
        return fenced(ManagedCluster.class, cluster, LOOKS_AT_CLUSTERS, fence);
    }

    static Machines machines(Machines machines, Fence fence) {
        return fenced(Machines.class, machines, LOOKS_AT_MACHINES, fence);
    }

    private static <T> T fenced(Class<T> port, T target, Set<String> looks, Fence fence) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getName().equals(JOIN)) {
                        fence.checkOfThisInstant();
                    } else if (method.getDeclaringClass() != Object.class && !looks.contains(method.getName())) {
                        fence.check();
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
