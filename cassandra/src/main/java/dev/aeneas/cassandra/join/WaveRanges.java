package dev.aeneas.cassandra.join;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at every range of a ring that several nodes would join at once, in every order in which they may become Normal:
 * each new replica must have its data from an old one that is no longer a replica, and no two from the same.
 */
final class WaveRanges {
    /** More new nodes than this on one range are not looked at in all their combinations, and so never safe. */
    private static final int NEW_ON_A_RANGE_MAX = 6;

    private final Collection<TokenOwner> owners;
    private final List<TokenOwner> wave;
    private final int factor;
    private final ReplicaPlacement before;
    private final Map<Set<TokenOwner>, ReplicaPlacement> placements = new HashMap<>();

    WaveRanges(Collection<TokenOwner> owners, Collection<TokenOwner> wave, int factor) {
        this.owners = owners;
        this.wave = List.copyOf(wave);
        this.factor = factor;
        before = new ReplicaPlacement(owners);
    }

    boolean areAllSafe() {
        for (long token : placement(Set.copyOf(wave)).tokens()) {
            if (!isSafe(token)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSafe(long token) {
        var sources = new HashMap<NodeAddress, NodeAddress>();
        var taking = new ArrayList<TokenOwner>();
        for (TokenOwner node : wave) {
            var after = placement(Set.of(node)).replicas(token, factor);
            if (after.contains(node.address())) {
                var given = before.replicas(token, factor);
                given.removeAll(after);
                if (given.size() != 1) {
                    return false;
                }
                sources.put(node.address(), given.iterator().next());
                taking.add(node);
            }
        }
        return taking.size() <= NEW_ON_A_RANGE_MAX && inEveryOrder(token, taking, sources);
    }

    private boolean inEveryOrder(long token, List<TokenOwner> taking, Map<NodeAddress, NodeAddress> sources) {
        var all = placement(Set.copyOf(wave)).replicas(token, factor);
        if (!all.equals(placement(Set.copyOf(taking)).replicas(token, factor))) {
            return false; // somebody becomes a replica only because of others, and would have no source
        }
        for (int chosen = 1; chosen < 1 << taking.size(); chosen++) {
            var joined = new HashSet<TokenOwner>();
            for (int i = 0; i < taking.size(); i++) {
                if (((chosen >> i) & 1) == 1) {
                    joined.add(taking.get(i));
                }
            }
            if (!eachHasASourceOfItsOwn(placement(joined).replicas(token, factor), sources)) {
                return false;
            }
        }
        return true;
    }

    private static boolean eachHasASourceOfItsOwn(Set<NodeAddress> replicas, Map<NodeAddress, NodeAddress> sources) {
        var used = new HashSet<NodeAddress>();
        return replicas.stream()
                .map(sources::get)
                .filter(source -> source != null)
                .allMatch(source -> !replicas.contains(source) && used.add(source));
    }

    private ReplicaPlacement placement(Set<TokenOwner> joined) {
        return placements.computeIfAbsent(joined, nodes -> {
            var all = new ArrayList<>(owners);
            all.addAll(nodes);
            return new ReplicaPlacement(all);
        });
    }
}
