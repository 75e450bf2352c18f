package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.node.Effects;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.provisioning.machine.Datacenters;
import dev.aeneas.provisioning.machine.Machines;

/** Puts a fence before every effect of a port, see {@link Effects}. */
final class Fenced {
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
        return Effects.after(fence::check, fence::checkOfThisInstant, port, target);
    }
}
