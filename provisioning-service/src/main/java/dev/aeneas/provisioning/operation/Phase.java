package dev.aeneas.provisioning.operation;

/** One idempotent piece of an operation's work; whoever performs it looks at reality first. */
public enum Phase {
    CHECK_KEYSPACES("CheckKeyspaces"),
    RESERVE_MACHINES("ReserveMachines"),
    START_NODES("StartNodes"),
    ORDER_DATACENTERS("OrderDatacenters"),
    SECURE_CLUSTER("SecureCluster"),
    REPLICATE_SYSTEM_KEYSPACES("ReplicateSystemKeyspaces"),
    REPLICATE_KEYSPACES("ReplicateKeyspaces"),
    REBUILD_NODES("RebuildNodes"),
    VERIFY_NODES("VerifyNodes"),
    CHECK_DATACENTER_UNUSED("CheckDatacenterUnused"),
    DROP_REPLICATION("DropReplication"),
    STOP_NODES("StopNodes"),
    STOP_DATACENTERS("StopDatacenters"),
    REMOVE_FROM_RING("RemoveFromRing"),
    REMOVE_MACHINES("RemoveMachines"),
    REMOVE_DATACENTERS("RemoveDatacenters");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /** As users read it. */
    public String title() {
        return title;
    }
}
