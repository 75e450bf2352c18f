package dev.aeneas.cassandra.join;

import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which nodes may join a datacenter at the same instant. Each asks the replica that gives its ranges up as if it joined
 * alone; together they are safe only if that stays right whichever of the others have joined before it.
 *
 * <p>With one replica in every rack, or one in all, that is always so, and a wave may be as large as one likes. Otherwise
 * it is computed range by range, and usually only one node is left of a wave.
 */
public final class SafeWaves {
    private SafeWaves() {}

    /**
     * As many of the arriving nodes as may join together, in their order; at least one.
     *
     * @param owners of the datacenter, before the wave
     * @param factors the replication factors that keyspaces have in this datacenter
     */
    public static List<TokenOwner> largest(
            Collection<TokenOwner> owners, List<TokenOwner> arriving, Collection<Integer> factors) {
        if (isSafe(owners, arriving, factors)) {
            return List.copyOf(arriving);
        }
        List<TokenOwner> wave = new ArrayList<>();
        for (TokenOwner node : arriving) {
            if (wave.isEmpty() || isSafe(owners, StrictSources.with(wave, node), factors)) {
                wave.add(node);
            }
        }
        return wave;
    }

    /** Whether all of these may join at the same instant. */
    public static boolean isSafe(
            Collection<TokenOwner> owners, Collection<TokenOwner> wave, Collection<Integer> factors) {
        return wave.size() <= 1 || factors.stream().distinct().allMatch(factor -> isSafe(owners, wave, factor));
    }

    /** As above, for the keyspaces of one replication factor. */
    public static boolean isSafe(Collection<TokenOwner> owners, Collection<TokenOwner> wave, int factor) {
        if (factor <= 1 || wave.size() <= 1) {
            return true;
        }
        if (owners.size() < factor) {
            // nobody gives anything up: each adds a replica, and a quorum still overlaps up to the full number of them
            return owners.size() + wave.size() <= factor;
        }
        return oneReplicaInEachRack(owners, wave, factor) || new WaveRanges(owners, wave, factor).areAllSafe();
    }

    private static boolean oneReplicaInEachRack(
            Collection<TokenOwner> owners, Collection<TokenOwner> wave, int factor) {
        var racks = owners.stream().map(TokenOwner::rack).distinct().toList();
        return racks.size() == factor && wave.stream().map(TokenOwner::rack).allMatch(racks::contains);
    }
}
