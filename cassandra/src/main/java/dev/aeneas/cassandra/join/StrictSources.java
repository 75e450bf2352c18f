package dev.aeneas.cassandra.join;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * From whom a node that joins must stream so that nothing acknowledged is lost: of every range it takes, from the replica
 * that gives the range up. A quorum that overlapped before then overlaps afterwards, whatever each single replica missed.
 *
 * <p>Every node of a wave computes this as if it joined alone, as Cassandra does under strict range movement.
 *
 * @param required each of them gives up some range
 * @param allowed the required ones, and everybody where a range has fewer holders than replicas and nobody gives it up
 */
public record StrictSources(SortedSet<NodeAddress> required, SortedSet<NodeAddress> allowed) {
    public StrictSources {
        required = Collections.unmodifiableSortedSet(new TreeSet<>(required));
        allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
    }

    /**
     * Computes the sources.
     *
     * @param owners of the joining node's datacenter, before the join
     * @param factors the replication factors that keyspaces have in this datacenter
     */
    public static StrictSources of(TokenOwner joining, Collection<TokenOwner> owners, Collection<Integer> factors) {
        var before = new ReplicaPlacement(owners);
        var after = new ReplicaPlacement(with(owners, joining));
        var required = new TreeSet<NodeAddress>();
        var allowed = new TreeSet<NodeAddress>();
        for (int factor : Set.copyOf(factors)) {
            for (long token : after.tokens()) {
                var holders = before.replicas(token, factor);
                var holdersAfter = after.replicas(token, factor);
                if (!holdersAfter.contains(joining.address())) {
                    continue;
                }
                if (holders.size() < factor) {
                    allowed.addAll(holders);
                } else {
                    holders.removeAll(holdersAfter);
                    required.addAll(holders);
                }
            }
        }
        allowed.addAll(required);
        return new StrictSources(required, allowed);
    }

    /** Both allow what either allows; only what both require is required: where it is not known which of the two was so. */
    public StrictSources or(StrictSources other) {
        var both = new TreeSet<>(required);
        both.retainAll(other.required);
        var either = new TreeSet<>(allowed);
        either.addAll(other.allowed);
        return new StrictSources(both, either);
    }

    static List<TokenOwner> with(Collection<TokenOwner> owners, TokenOwner joining) {
        var all = new ArrayList<>(owners);
        all.add(joining);
        return all;
    }
}
