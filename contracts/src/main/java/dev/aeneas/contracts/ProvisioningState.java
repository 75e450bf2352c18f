package dev.aeneas.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a resource is in its life; on the wire in the words of Azure's resource model. */
public enum ProvisioningState {
    @JsonProperty("Creating")
    CREATING,
    @JsonProperty("Updating")
    UPDATING,
    @JsonProperty("Deleting")
    DELETING,
    @JsonProperty("Succeeded")
    SUCCEEDED,
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("Canceled")
    CANCELED
}
