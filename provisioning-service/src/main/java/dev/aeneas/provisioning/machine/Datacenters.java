package dev.aeneas.provisioning.machine;

import dev.aeneas.cassandra.node.Looks;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.Sku;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A provider that is ordered whole datacenters and makes their nodes itself.
 *
 * <p>Every call is idempotent and bounded, and asks only the region that the datacenter is in. That an order is taken says
 * nothing of the nodes: {@link #await} tells what was seen of them.
 *
 * <p>Throws {@link dev.aeneas.provisioning.operation.ProvisioningFailed} where asking again is of no use, and
 * {@link RegionUnreachable} where the region gave no answer.
 */
public interface Datacenters {
    @Looks
    Catalog catalog();

    /** The disk that each node of a size has. */
    @Looks
    long diskBytes(Sku sku);

    /** Says what a datacenter is to be like from now on; ordering the same again changes nothing. */
    void order(DatacenterOrder order);

    /**
     * Orders that the datacenter goes with all its data; one that is not there stays so.
     *
     * @param leavesRing others stay, and its nodes are to leave the ring first; only nodes that run can
     */
    void delete(ClusterName cluster, Datacenter datacenter, boolean leavesRing);

    /** Lets go what the provider needed until the datacenter was gone: its login. */
    void forget(ClusterName cluster, Datacenter datacenter);

    /**
     * Orders that a dead node begins anew with an empty disk, streams what it held, and keeps its name and its tokens.
     *
     * @param task name of this order; the same name is the same order
     */
    void replace(ClusterName cluster, Datacenter datacenter, String node, String task);

    /** How that order ended, as the provider says it; the nodes themselves are for the caller to look at. */
    @Looks
    ReplaceEnd awaitReplaced(ClusterName cluster, Datacenter datacenter, String task, Duration bound)
            throws InterruptedException;

    /** What is known at this moment, without asking the region. */
    @Looks
    DatacenterSight look(ClusterName cluster, Datacenter datacenter);

    /** Is woken by what happens there; returns as soon as the condition holds, or what was seen last when the bound passed. */
    @Looks
    DatacenterSight await(
            ClusterName cluster, Datacenter datacenter, Predicate<DatacenterSight> condition, Duration bound)
            throws InterruptedException;

    /** How an order of {@link #replace} ended. */
    sealed interface ReplaceEnd {
        record Done() implements ReplaceEnd {}

        record Failed(String why) implements ReplaceEnd {}

        /** The bound passed; it may still be done. */
        record NotYet() implements ReplaceEnd {}
    }
}
