package dev.aeneas.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What provisioning-service observed and decided. */
public sealed interface ProvisioningEvent extends Event {

    /** A cluster was accepted; its operation runs. */
    record ClusterRequested(ClusterName cluster, String operationId, AutoReplicate autoReplicate)
            implements ProvisioningEvent {
        public ClusterRequested {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
            Require.present("autoReplicate", autoReplicate);
        }
    }

    /** A datacenter was accepted; its operation runs. */
    record DatacenterRequested(ClusterName cluster, String operationId, DatacenterSpec datacenter)
            implements ProvisioningEvent {
        public DatacenterRequested {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
            Require.present("datacenter", datacenter);
        }
    }

    /** Every node of the datacenter is Up/Normal, answers CQL, and holds what the keyspaces say. */
    record DatacenterReady(ClusterName cluster, String operationId, DatacenterName datacenter)
            implements ProvisioningEvent {
        public DatacenterReady {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
            Require.present("datacenter", datacenter);
        }
    }

    /** The datacenter's nodes are gone. */
    record DatacenterDeleted(ClusterName cluster, String operationId, DatacenterName datacenter)
            implements ProvisioningEvent {
        public DatacenterDeleted {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
            Require.present("datacenter", datacenter);
        }
    }

    /** The cluster is gone. */
    record ClusterDeleted(ClusterName cluster, String operationId) implements ProvisioningEvent {
        public ClusterDeleted {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
        }
    }

    /** An operation began its work. */
    record OperationStarted(ClusterName cluster, String operationId, String kind) implements ProvisioningEvent {
        public OperationStarted {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
            Require.text("kind", kind);
        }
    }

    /** An operation reached what it was asked for, verified. */
    record OperationSucceeded(ClusterName cluster, String operationId, String kind) implements ProvisioningEvent {
        public OperationSucceeded {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
            Require.text("kind", kind);
        }
    }

    /** An operation gave up; what it left is said in the error. */
    record OperationFailed(ClusterName cluster, String operationId, String kind, ProvisionError error)
            implements ProvisioningEvent {
        public OperationFailed {
            Require.present("cluster", cluster);
            Require.text("operationId", operationId);
            Require.text("kind", kind);
            Require.present("error", error);
        }
    }

    /** The machines changed; carries them all, so that a reader needs only the newest. */
    record TopologyChanged(ClusterName cluster, ClusterTopology topology) implements ProvisioningEvent {
        public TopologyChanged {
            Require.present("cluster", cluster);
            Require.present("topology", topology);
        }
    }

    /**
     * The run holds the topology lock and plans on these machines.
     *
     * @param grain what kind of steps the provider takes
     * @param skus sizes that the provider has, smallest first
     * @param room what the provider has left at this moment; null where it does not tell
     * @param versions of Cassandra that the provider has, its own first; null: it has not said
     * @param setups by node, where they are not the provider's own; null: none
     * @param leaseUntil when somebody else may take the lock, unless the run asks for it again before; null: it was not said
     */
    record TopologyReserved(
            ClusterName cluster,
            String runId,
            long epoch,
            Grain grain,
            List<Sku> skus,
            ClusterTopology topology,
            ProviderRoom room,
            List<String> versions,
            Map<String, NodeSetup> setups,
            Instant leaseUntil)
            implements ProvisioningEvent {
        public TopologyReserved {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            Require.present("grain", grain);
            skus = Require.notEmpty("skus", skus);
            Require.present("topology", topology);
            versions = Require.list("versions", versions);
            setups = setups == null ? Map.of() : Map.copyOf(setups);
        }

        /** From a provider that does not tell what it has left. */
        public TopologyReserved(
                ClusterName cluster, String runId, long epoch, Grain grain, List<Sku> skus, ClusterTopology topology) {
            this(cluster, runId, epoch, grain, skus, topology, null, List.of(), Map.of(), null);
        }
    }

    /**
     * What a provider has left for a cluster; others may take some of it meanwhile.
     *
     * @param racks addresses that are free, for each rack of each datacenter
     * @param diskBytes that new nodes may fill together; null where it is not limited or not known
     */
    record ProviderRoom(List<RackRoom> racks, Long diskBytes) {
        public ProviderRoom {
            racks = Require.list("racks", racks);
        }
    }

    /** How many more nodes have an address in a rack. */
    record RackRoom(DatacenterName datacenter, String rack, int nodes) {
        public RackRoom {
            Require.present("datacenter", datacenter);
            Require.identifier("rack", rack);
            Require.notNegative("nodes", nodes);
        }
    }

    /**
     * What the provider has for the cluster changed, as far as that matters: what it can be ordered, the addresses of a rack, or
     * the disk by a tenth of what was told last, so that a disk that fills slowly is not told of all the time.
     *
     * @param grain what kind of steps the provider takes
     * @param skus sizes that it has, smallest first
     * @param room what it had left when it was looked at; null where it does not tell
     */
    record ProviderOfferChanged(ClusterName cluster, Grain grain, List<Sku> skus, ProviderRoom room)
            implements ProvisioningEvent {
        public ProviderOfferChanged {
            Require.present("cluster", cluster);
            Require.present("grain", grain);
            skus = Require.notEmpty("skus", skus);
        }
    }

    /** The lock is free again. */
    record TopologyReleased(ClusterName cluster, String runId, long epoch) implements ProvisioningEvent {
        public TopologyReleased {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
        }
    }

    /**
     * How far a step is, node by node: a hint for people, never a base of decisions.
     *
     * <p>Said when something changed, at most about once a second per step, straight to the topic: it is not journaled,
     * is not repeated after a crash, and one that is lost does not matter, because the next one says it all again.
     */
    record TopologyStepProgressed(
            ClusterName cluster, String runId, long epoch, String stepId, List<NodeProgress> nodes)
            implements ProvisioningEvent {
        public TopologyStepProgressed {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            Require.text("stepId", stepId);
            nodes = Require.notEmpty("nodes", nodes);
        }
    }

    /** A step's effect was observed. */
    record TopologyStepCompleted(ClusterName cluster, String runId, long epoch, String stepId)
            implements ProvisioningEvent {
        public TopologyStepCompleted {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            Require.text("stepId", stepId);
        }
    }

    /** A step gave up. */
    record TopologyStepFailed(ClusterName cluster, String runId, long epoch, String stepId, ProvisionError error)
            implements ProvisioningEvent {
        public TopologyStepFailed {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            Require.text("stepId", stepId);
            Require.present("error", error);
        }
    }

    /** Machines would be lost on purpose now; nothing was touched. */
    record FaultPossible(ClusterName cluster, String faultId) implements ProvisioningEvent {
        public FaultPossible {
            Require.present("cluster", cluster);
            Require.text("faultId", faultId);
        }
    }

    /**
     * Machines were lost on purpose.
     *
     * @param nodes that were lost
     * @param at when the first one was about to be lost
     * @param until they come back then at the latest
     */
    record FaultInjected(
            ClusterName cluster,
            String faultId,
            FaultKind kind,
            List<DatacenterName> datacenters,
            List<String> nodes,
            Instant at,
            Instant until)
            implements ProvisioningEvent {
        public FaultInjected {
            Require.present("cluster", cluster);
            Require.text("faultId", faultId);
            Require.present("kind", kind);
            datacenters = Require.notEmpty("datacenters", datacenters);
            nodes = Require.notEmpty("nodes", nodes);
            Require.present("at", at);
            Require.present("until", until);
        }
    }

    /**
     * Every node of the fault runs and answers CQL again.
     *
     * @param reason why it was ended, for people
     */
    record FaultUndone(ClusterName cluster, String faultId, String reason) implements ProvisioningEvent {
        public FaultUndone {
            Require.present("cluster", cluster);
            Require.text("faultId", faultId);
            Require.text("reason", reason);
        }
    }

    /** The nodes of a fault did not come back in this try; it is tried again until they do. */
    record FaultUndoFailed(ClusterName cluster, String faultId, ProvisionError error) implements ProvisioningEvent {
        public FaultUndoFailed {
            Require.present("cluster", cluster);
            Require.text("faultId", faultId);
            Require.present("error", error);
        }
    }

    /**
     * What is not as it should be with a datacenter changed; only providers that take whole datacenters watch for that.
     *
     * @param conditions all that hold now; none: all is well
     */
    record DatacenterConditionsChanged(
            ClusterName cluster, DatacenterName datacenter, List<DatacenterCondition> conditions)
            implements ProvisioningEvent {
        public DatacenterConditionsChanged {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            conditions = Require.list("conditions", conditions);
        }
    }

    /**
     * A command was not carried out.
     *
     * @param reference the operation's or run's id that the command named; null where it named none
     */
    record ProvisioningRefused(
            ClusterName cluster,
            String command,
            Refusal.Kind kind,
            List<Refusal.Violation> violations,
            String reference)
            implements ProvisioningEvent, Refusal {
        public ProvisioningRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /** What a provider can be ordered: single nodes, or the size of a whole datacenter. */
    enum Grain {
        NODE,
        DATACENTER
    }

    /** The gateway refused somebody; travels under {@link FailoverCommand#EVERY_CLUSTER} where the endpoint names no cluster. */
    record AccessDenied(ClusterName cluster, Denial denial) implements ProvisioningEvent {
        public AccessDenied {
            Require.present("cluster", cluster);
            Require.present("denial", denial);
        }
    }
}
