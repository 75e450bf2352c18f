package dev.aeneas.provisioning.operation;

import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningState;
import java.util.List;

/** What an operation is for: the phases that lead there, and the state that its resources are in meanwhile. */
public enum OperationKind {
    CREATE_CLUSTER("CreateCluster", ProvisioningState.CREATING),
    CREATE_FIRST_DATACENTER("CreateDatacenter", ProvisioningState.CREATING),
    CREATE_DATACENTER("CreateDatacenter", ProvisioningState.CREATING),
    DELETE_DATACENTER("DeleteDatacenter", ProvisioningState.DELETING),
    DELETE_LAST_DATACENTER("DeleteDatacenter", ProvisioningState.DELETING),
    DELETE_CLUSTER("DeleteCluster", ProvisioningState.DELETING),
    DEALLOCATE_CLUSTER("DeallocateCluster", ProvisioningState.UPDATING),
    START_CLUSTER("StartCluster", ProvisioningState.UPDATING);

    private final String title;
    private final ProvisioningState meanwhile;

    OperationKind(String title, ProvisioningState meanwhile) {
        this.title = title;
        this.meanwhile = meanwhile;
    }

    /** As users and events name it. */
    public String title() {
        return title;
    }

    public ProvisioningState meanwhile() {
        return meanwhile;
    }

    /** What leads there, in this order, with a provider of that grain. */
    public List<Phase> phases(Grain grain) {
        return grain == Grain.NODE ? onNodes() : onDatacenters();
    }

    private List<Phase> onNodes() {
        return switch (this) {
            case CREATE_CLUSTER, CREATE_FIRST_DATACENTER ->
                List.of(
                        Phase.RESERVE_MACHINES,
                        Phase.START_NODES,
                        Phase.SECURE_CLUSTER,
                        Phase.REPLICATE_SYSTEM_KEYSPACES,
                        Phase.VERIFY_NODES);
            case CREATE_DATACENTER ->
                List.of(
                        Phase.CHECK_KEYSPACES,
                        Phase.RESERVE_MACHINES,
                        Phase.START_NODES,
                        Phase.REPLICATE_KEYSPACES,
                        Phase.REBUILD_NODES,
                        Phase.VERIFY_NODES);
            case DELETE_DATACENTER ->
                List.of(
                        Phase.CHECK_DATACENTER_UNUSED,
                        Phase.DROP_REPLICATION,
                        Phase.STOP_NODES,
                        Phase.REMOVE_FROM_RING,
                        Phase.REMOVE_MACHINES);
            case DELETE_LAST_DATACENTER -> List.of(Phase.CHECK_DATACENTER_UNUSED, Phase.REMOVE_MACHINES);
            case DELETE_CLUSTER -> List.of(Phase.REMOVE_MACHINES);
            case DEALLOCATE_CLUSTER -> List.of(Phase.STOP_NODES);
            case START_CLUSTER -> List.of(Phase.START_NODES, Phase.VERIFY_NODES);
        };
    }

    /** Tokens are the provider's to choose and the superuser its to make; what nodes say of themselves is verified all the same. */
    private List<Phase> onDatacenters() {
        return switch (this) {
            case CREATE_CLUSTER, CREATE_FIRST_DATACENTER ->
                List.of(Phase.ORDER_DATACENTERS, Phase.REPLICATE_SYSTEM_KEYSPACES, Phase.VERIFY_NODES);
            case CREATE_DATACENTER ->
                List.of(
                        Phase.CHECK_KEYSPACES,
                        Phase.ORDER_DATACENTERS,
                        Phase.REPLICATE_KEYSPACES,
                        Phase.REBUILD_NODES,
                        Phase.VERIFY_NODES);
            case DELETE_DATACENTER ->
                List.of(
                        Phase.CHECK_DATACENTER_UNUSED,
                        Phase.DROP_REPLICATION,
                        Phase.REMOVE_DATACENTERS,
                        Phase.REMOVE_FROM_RING);
            case DELETE_LAST_DATACENTER -> List.of(Phase.CHECK_DATACENTER_UNUSED, Phase.REMOVE_DATACENTERS);
            case DELETE_CLUSTER -> List.of(Phase.REMOVE_DATACENTERS);
            case DEALLOCATE_CLUSTER -> List.of(Phase.STOP_DATACENTERS);
            case START_CLUSTER -> List.of(Phase.ORDER_DATACENTERS, Phase.VERIFY_NODES);
        };
    }

    /** Whether a failure takes back what was made, so that the name and the machines are free again. */
    public boolean takesBack() {
        return meanwhile == ProvisioningState.CREATING;
    }

    /** Whether the nodes have been on a ring before. */
    public boolean startsAgain() {
        return this == START_CLUSTER;
    }

    /** What takes a failed creation back; a node that the others may know leaves the ring first. */
    List<Phase> takingBack(Phase failed, Grain grain) {
        boolean ringMayKnow = this == CREATE_DATACENTER && failed.compareTo(Phase.START_NODES) >= 0;
        if (grain == Grain.DATACENTER) {
            return ringMayKnow
                    ? List.of(Phase.DROP_REPLICATION, Phase.REMOVE_DATACENTERS, Phase.REMOVE_FROM_RING)
                    : List.of(Phase.REMOVE_DATACENTERS);
        }
        return ringMayKnow
                ? List.of(Phase.DROP_REPLICATION, Phase.STOP_NODES, Phase.REMOVE_FROM_RING, Phase.REMOVE_MACHINES)
                : List.of(Phase.REMOVE_MACHINES);
    }
}
