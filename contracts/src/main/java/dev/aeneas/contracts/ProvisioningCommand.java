package dev.aeneas.contracts;

import java.time.Instant;
import java.util.List;

/** What provisioning-service can be asked for. */
public sealed interface ProvisioningCommand extends Command {

    /**
     * Creates a cluster with its first datacenters, all nodes started at once.
     *
     * @param autoReplicate null: {@link AutoReplicate#ALL_KEYSPACES}
     * @param datacenters may be empty; they can be added later
     */
    record CreateCluster(ClusterName cluster, AutoReplicate autoReplicate, List<DatacenterSpec> datacenters)
            implements ProvisioningCommand {
        public CreateCluster {
            Require.present("cluster", cluster);
            autoReplicate = autoReplicate == null ? AutoReplicate.ALL_KEYSPACES : autoReplicate;
            datacenters = Require.list("datacenters", datacenters);
            Require.distinct("datacenters.datacenter", datacenters, DatacenterSpec::datacenter);
        }
    }

    /** Adds a datacenter: nodes, keyspaces as {@link AutoReplicate} says, rebuild from a living datacenter, verification. */
    record CreateDatacenter(ClusterName cluster, DatacenterSpec datacenter) implements ProvisioningCommand {
        public CreateDatacenter {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
        }
    }

    /** Removes a datacenter; refused while a user keyspace replicates to it. */
    record DeleteDatacenter(ClusterName cluster, DatacenterName datacenter) implements ProvisioningCommand {
        public DeleteDatacenter {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
        }
    }

    /** Stops and removes every node of the cluster, and its data. */
    record DeleteCluster(ClusterName cluster) implements ProvisioningCommand {
        public DeleteCluster {
            Require.present("cluster", cluster);
        }
    }

    /** Stops every node and keeps the data. */
    record DeallocateCluster(ClusterName cluster) implements ProvisioningCommand {
        public DeallocateCluster {
            Require.present("cluster", cluster);
        }
    }

    /** Starts the nodes of a deallocated cluster again. */
    record StartCluster(ClusterName cluster) implements ProvisioningCommand {
        public StartCluster {
            Require.present("cluster", cluster);
        }
    }

    /** Takes the cluster's one topology lock for a run; taking it again is harmless. */
    record ReserveTopology(ClusterName cluster, String runId) implements ProvisioningCommand {
        public ReserveTopology {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
        }
    }

    /** Does one step under the lock; refused with an older epoch or by another run. */
    record RunTopologyStep(ClusterName cluster, String runId, long epoch, String stepId, TopologyStep step)
            implements ProvisioningCommand {
        public RunTopologyStep {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            Require.text("stepId", stepId);
            Require.present("step", step);
        }
    }

    /** Gives the lock back. */
    record ReleaseTopology(ClusterName cluster, String runId, long epoch) implements ProvisioningCommand {
        public ReleaseTopology {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
        }
    }

    /**
     * Loses machines on purpose, until that moment at the latest: then they are brought back whoever asked, and whether it still
     * lives. Asking again is harmless. Refused while something else changes the cluster, or when nothing would be left.
     *
     * @param region whose datacenters are lost; null: {@code datacenter} names one
     * @param datacenter null: {@code region} names some
     * @param dry nothing is lost; it is only said whether it would be
     */
    record InjectFault(
            ClusterName cluster,
            String faultId,
            String region,
            DatacenterName datacenter,
            FaultKind kind,
            Instant until,
            boolean dry)
            implements ProvisioningCommand {
        public InjectFault {
            Require.present("cluster", cluster);
            Require.text("faultId", faultId);
            if ((region == null) == (datacenter == null)) {
                throw new InvalidField("region", "or datacenter must be given, not both");
            }
            Require.present("kind", kind);
            Require.present("until", until);
        }

        /** For real. */
        public InjectFault(
                ClusterName cluster,
                String faultId,
                String region,
                DatacenterName datacenter,
                FaultKind kind,
                Instant until) {
            this(cluster, faultId, region, datacenter, kind, until, false);
        }
    }

    /** Brings the machines of a fault back now; asking again is harmless. */
    record UndoFault(ClusterName cluster, String faultId) implements ProvisioningCommand {
        public UndoFault {
            Require.present("cluster", cluster);
            Require.text("faultId", faultId);
        }
    }
}
