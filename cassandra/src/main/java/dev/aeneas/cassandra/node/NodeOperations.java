package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;

/**
 * Everything Aeneas does to one running node; take the single port you need instead where you can.
 *
 * <p>May be used by several threads. After {@link NodeUnreachable} or {@link NodeSilent} connect anew.
 */
public interface NodeOperations
        extends SeeRing,
                SeeMode,
                JoinRing,
                Decommission,
                RemoveNode,
                Drain,
                Rebuild,
                Repair,
                CompareReplicas,
                Cleanup,
                TakeSnapshots,
                ImportTables,
                SetThrottles,
                SetWriteBounds,
                SeeStreams,
                SeeCompactions,
                SeeLoad,
                SeeRepairs,
                SeeHints,
                SeeDrops,
                SeeCpu,
                SeeRequests,
                SeeRequestTimes,
                SeeCommitLog,
                AutoCloseable {

    @Looks
    NodeAddress address();

    /** Lets the connection go; never waits for the node, never throws. */
    @Looks
    @Override
    void close();
}
