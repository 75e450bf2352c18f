package dev.aeneas.provisioning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of everything that provisioning waits for or tries again. */
@ConfigMapping(prefix = "aeneas.provisioning")
public interface ProvisioningConfig {
    /** Who makes nodes. */
    @WithDefault("local")
    Kind provider();

    /** {@code LOCAL}: processes of this machine. {@code KUBERNETES}: datacenters of cass-operator. */
    enum Kind {
        LOCAL,
        KUBERNETES
    }

    /** Attempts of one piece of work that fails for no reason that is known to last. */
    @WithDefault("3")
    int attempts();

    /**
     * How long a run keeps a cluster's topology lock without asking for anything while none of its steps runs; then somebody
     * else may take it, under a higher epoch. Far above the {@code aeneas.scaling.ask-again} of the holders.
     */
    @WithDefault("2m")
    Duration lease();

    /** Between two looks whether others took or gave back what the provider has left for a cluster: its addresses and disk. */
    @WithDefault("30s")
    Duration offerInterval();

    /** From the start of a node's process until it answers. */
    @WithDefault("3m")
    Duration nodeStart();

    /** For one sign of life; a node that gives none in this time is not waited for. */
    @WithDefault("2s")
    Duration probe();

    /** Between two looks at something that is awaited. */
    @WithDefault("100ms")
    Duration poll();

    /** Until a new cluster has its first role, which appears by itself after the start. */
    @WithDefault("90s")
    Duration firstLogin();

    /** Until every node sees every other one Up/Normal with one schema. */
    @WithDefault("90s")
    Duration verify();

    /** For the repair of system_auth in a new cluster. */
    @WithDefault("5m")
    Duration repair();

    /** For one new node to fetch its data from another datacenter. */
    @WithDefault("12h")
    Duration rebuild();

    /** For one wave of joins. */
    @WithDefault("12h")
    Duration join();

    /** How often one new node is begun anew, with an empty directory, before it is given up. */
    @WithDefault("3")
    int nodeTries();

    /** Until every member's gossip has forgotten a node that was stopped before it had joined. */
    @WithDefault("2m")
    Duration forgotten();

    /** A node that says that it joins, and streams nothing for so long, was refused. */
    @WithDefault("10s")
    Duration joinStalled();

    /** Until the rules of safety allow a step; then the step fails and names them. */
    @WithDefault("30s")
    Duration safety();

    /**
     * Until gossip calls a dead node down, before it is replaced or removed: about 20 s after its end, and more than 30 s when it had
     * been started anew a moment before.
     */
    @WithDefault("90s")
    Duration death();

    /** For one node to stream its data away. */
    @WithDefault("12h")
    Duration decommission();

    /** For the others to take one dead node, which holds nothing, off the ring. */
    @WithDefault("2m")
    Duration removal();

    /** For the others to take one dead node off the ring and to fetch what they own now. */
    @WithDefault("12h")
    Duration deadRemoval();

    @WithDefault("12h")
    Duration cleanup();

    /**
     * For a node to flush before it is stopped; then it is killed and replays its commit log. Not longer: a node with frozen
     * peers waits a minute to send them what it has for them, and a quorum without it is at stake meanwhile.
     */
    @WithDefault("10s")
    Duration drain();

    /** For a node to end by itself; then it is killed. */
    @WithDefault("20s")
    Duration stop();

    /** For a provider of whole datacenters to make, restart or take away one node; a datacenter has so long for each of its nodes. */
    @WithDefault("20m")
    Duration datacenterNode();

    /** For a provider of whole datacenters to let a deleted one go, with its disks. */
    @WithDefault("15m")
    Duration datacenterGone();

    /** Part of a staying node's disk that may be in use after another one left. */
    @WithDefault("0.8")
    double highestDiskFill();

    /** How long nodes may be lost on purpose; they come back then whoever asked. */
    @WithDefault("4h")
    Duration longestFault();

    /** Between two tries to bring lost nodes back; there is no last one. */
    @WithDefault("5s")
    Duration faultUndoPause();

    @WithDefault("16")
    int tokensPerNode();
}
