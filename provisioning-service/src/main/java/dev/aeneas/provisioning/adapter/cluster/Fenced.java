package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.node.Looks;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.provisioning.machine.Datacenters;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.step.Fence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Puts a fence before every effect of a port: before each method that is not marked with {@link Looks}. */
final class Fenced {
    /** Comes after a {@code getReadyToJoin}, which is checked like every effect. */
    private static final String JOIN = "joinRing";

    private Fenced() {}

    static NodeOperations node(NodeOperations node, Fence fence) {
        return fenced(NodeOperations.class, node, fence);
    }

    static ManagedCluster cluster(ManagedCluster cluster, Fence fence) {
        return fenced(ManagedCluster.class, cluster, fence);
    }

    static Machines machines(Machines machines, Fence fence) {
        return fenced(Machines.class, machines, fence);
    }

    static Datacenters datacenters(Datacenters datacenters, Fence fence) {
        return fenced(Datacenters.class, datacenters, fence);
    }

    private static <T> T fenced(Class<T> port, T target, Fence fence) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getName().equals(JOIN)) {
                        fence.checkOfThisInstant();
                    } else if (!looks(method)) {
                        fence.check();
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static boolean looks(Method method) {
        var port = method.getDeclaringClass();
        return port == Object.class || port.isAnnotationPresent(Looks.class) || method.isAnnotationPresent(Looks.class);
    }
}
