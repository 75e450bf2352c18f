package dev.aeneas.contracts;

/** How the machines of a region are lost on purpose. */
public enum FaultKind {
    /** Every node ends at once, as when the power fails. */
    KILL,
    /** Every node stops doing anything and keeps its connections, as when a hypervisor stalls. */
    FREEZE,
    /** Every node runs, and reaches nobody outside its region. */
    CUT,
    /** Every node answers, and no write that it coordinates succeeds, as when disks or queues stall. */
    GRAY
}
