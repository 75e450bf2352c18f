package dev.aeneas.provisioning.machine;

import dev.aeneas.cassandra.node.Looks;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A provider that is ordered single nodes. Every call is idempotent: it looks first, and adopts what is there. */
public interface Machines {
    @Looks
    Catalog catalog();

    /**
     * Claims an address for a node; the same node gets the same address again.
     *
     * @throws dev.aeneas.provisioning.operation.ProvisioningFailed with code {@code AddressesExhausted} when none is free
     */
    String reserve(ClusterName cluster, Datacenter datacenter, Node node);

    /** Starts the node and returns at once; one that runs already is left as it is. */
    void start(MachineStart start);

    /** Writes what the next start will read; a running node goes on as it is. */
    void configure(MachineStart start);

    @Looks
    boolean runs(ClusterName cluster, Node node);

    /** Whether it runs and was started with that size and that setup. */
    @Looks
    boolean runsAs(ClusterName cluster, Node node, Sku sku, NodeSetup setup);

    /** As {@link #runsAs(ClusterName, Node, Sku, NodeSetup)}, with the setup that the node is to have. */
    @Looks
    default boolean runsAs(ClusterName cluster, Node node, Sku sku) {
        return runsAs(cluster, node, sku, NodeSetup.DEFAULT);
    }

    /** The end of the node's log, for people. */
    @Looks
    String logTail(ClusterName cluster, Node node);

    /** Gives a running node the CPU of a size at once; the rest of the size needs a restart. */
    void giveCpu(ClusterName cluster, Node node, Sku sku);

    /** Ends the node and keeps its data: kindly at first, by force after the bound. */
    void stop(ClusterName cluster, Node node, Duration bound);

    /** Ends the node at once and keeps its data and its address, as when its machine fails; one that does not run stays so. */
    void kill(ClusterName cluster, Node node);

    /** Lets the node do nothing any more, and keep its connections; one that does not run stays so. */
    void freeze(ClusterName cluster, Node node);

    /** Takes a freeze back; harmless for every other node. */
    void thaw(ClusterName cluster, Node node);

    /**
     * Lets these nodes reach only each other, and nobody else reach them, until that moment at the latest, whoever lives then; a cut
     * that the cluster has is replaced.
     *
     * @throws dev.aeneas.provisioning.operation.ProvisioningFailed with code {@code NotCut}; nothing is cut then
     */
    void cut(ClusterName cluster, List<Node> nodes, Instant until);

    /** Takes the cluster's cut back; harmless without one. */
    void mend(ClusterName cluster);

    /** Ends the node at once and takes its data away, which goes after a grace period; it keeps its address. */
    void renew(ClusterName cluster, Node node);

    /** Ends the node, frees its address; its data goes after a grace period. */
    void remove(ClusterName cluster, Node node);

    /** Room on the disk that the node writes to. */
    @Looks
    long freeBytes(ClusterName cluster, Node node);
}
