package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A node that was started unjoined and is to join now.
 *
 * @param mode as the node itself says: a join that broke off before it was announced shows in no ring
 * @param tokens that it was started with
 * @param ownView the ring as the node itself sees it
 */
public record PreparedNode(
        NodeAddress address, String datacenter, NodeMode mode, SortedSet<Long> tokens, RingView ownView) {
    public PreparedNode {
        tokens = Collections.unmodifiableSortedSet(new TreeSet<>(tokens));
    }

    /** What it will be on the ring; empty while it does not know its own rack. */
    public Optional<TokenOwner> owner() {
        return ownView.node(address).map(own -> new TokenOwner(address, datacenter, own.rack(), tokens));
    }
}
