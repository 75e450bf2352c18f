package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.platform.process.Fence;
import dev.aeneas.provisioning.ProvisioningConfig;

/** Everything that is done to a cluster through its nodes, whoever made them, put together with its bounds. */
public class RingWork {
    final ClusterAccess access;
    final ProvisioningConfig config;
    final Awaiting awaiting;

    public RingWork(ClusterAccess access, ProvisioningConfig config) {
        this.access = access;
        this.config = config;
        awaiting = new Awaiting(config.poll());
    }

    /** The same work, with a fence before everything that changes something. */
    public RingWork behind(Fence fence) {
        return new RingWork(access.behind(fence), config);
    }

    public ClusterAccess access() {
        return access;
    }

    public SecureCluster secure() {
        return new SecureCluster(access, awaiting, config.firstLogin(), config.repair());
    }

    public VerifyNodes verify() {
        return new VerifyNodes(access, awaiting, config.verify());
    }

    public Keyspaces keyspaces() {
        return new Keyspaces(access);
    }

    public RebuildNodes rebuild() {
        var schema = new AwaitSchema(access, awaiting, config.verify());
        return new RebuildNodes(access, keyspaces(), schema, awaiting, config.rebuild());
    }

    public RemoveFromRing removeFromRing() {
        return new RemoveFromRing(access, awaiting, config.verify(), config.removal());
    }

    public TendNodes tend() {
        return new TendNodes(access, keyspaces(), config.cleanup());
    }

    public RepairReplacement repairReplacement() {
        return new RepairReplacement(access, config.repair());
    }

    /** The tokens of nodes that chose them by themselves. */
    public ReadTokens tokens() {
        return new ReadTokens(access, awaiting, config.verify());
    }

    /** Whether a datacenter may lose nodes, which a provider of whole datacenters does not ask. */
    public ShrinkRules shrinkRules() {
        return new ShrinkRules(access, keyspaces(), awaiting, config.safety(), config.highestDiskFill());
    }
}
