package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;

/** Opens the way to operate single nodes of a managed cluster. */
public interface ReachNodes {
    /**
     * Connects within a bound; close it after use.
     *
     * @throws NodeUnreachable if nothing listens there
     * @throws NodeSilent if it accepts but does not answer within the bound, as a frozen process does
     * @throws AccessDenied if it refuses the credentials
     */
    NodeOperations connect(NodeAddress node);
}
