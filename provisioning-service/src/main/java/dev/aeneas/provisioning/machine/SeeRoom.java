package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;

/** Tells what a provider has left for a cluster at this moment: a reading, like the time; it must return at once. */
@FunctionalInterface
public interface SeeRoom {
    /** Null where it is not known. */
    ProviderRoom room(ClusterTopology topology);
}
