package dev.aeneas.contracts;

/** Where a resource is in its life. */
public enum ProvisioningState {
    CREATING,
    UPDATING,
    DELETING,
    SUCCEEDED,
    FAILED,
    CANCELED
}
