package dev.aeneas.cassandra.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which nodes of ONE datacenter hold which part of the data, by the walk of NetworkTopologyStrategy: clockwise from a
 * token, one replica per rack first, and a rack twice only when there are fewer racks than replicas.
 */
public final class ReplicaPlacement {
    /** 2^64, the number of Murmur3 tokens. */
    public static final double WHOLE_RING = 0x1p64;

    private final List<TokenOwner> owners;
    private final int racks;
    private final long[] tokens;
    private final int[] ownerAt;
    private final int[] rackOf;

    /** The given nodes must be of one datacenter; a token may appear once. */
    public ReplicaPlacement(Collection<TokenOwner> datacenterOwners) {
        owners = datacenterOwners.stream()
                .filter(owner -> !owner.tokens().isEmpty())
                .toList();
        TreeMap<Long, Integer> ring = new TreeMap<>();
        for (int i = 0; i < owners.size(); i++) {
            for (Long token : owners.get(i).tokens()) {
                if (ring.put(token, i) != null) {
                    throw new IllegalArgumentException("token " + token + " is used twice");
                }
            }
        }
        tokens = ring.keySet().stream().mapToLong(Long::longValue).toArray();
        ownerAt = ring.values().stream().mapToInt(Integer::intValue).toArray();
        List<String> rackNames =
                owners.stream().map(TokenOwner::rack).distinct().sorted().toList();
        racks = rackNames.size();
        rackOf = owners.stream()
                .mapToInt(owner -> rackNames.indexOf(owner.rack()))
                .toArray();
    }

    /** Part of all data that each node holds, between 0.0 and 1.0; the parts add up to the replication factor. */
    public Map<NodeAddress, Double> ownership(int replicationFactor) {
        double[] owned = new double[owners.size()];
        for (int position = 0; position < tokens.length; position++) {
            double width = width(position);
            for (int owner : replicaIndexes(position, replicationFactor)) {
                owned[owner] += width;
            }
        }
        Map<NodeAddress, Double> parts = new TreeMap<>();
        for (int i = 0; i < owned.length; i++) {
            parts.put(owners.get(i).address(), owned[i]);
        }
        return parts;
    }

    /** Who holds this token, the first replica first; fewer than the factor where the datacenter has fewer nodes. */
    public Set<NodeAddress> replicas(long token, int replicationFactor) {
        Set<NodeAddress> replicas = new LinkedHashSet<>();
        if (tokens.length > 0) {
            int found = Arrays.binarySearch(tokens, token);
            int position = found >= 0 ? found : (-found - 1) % tokens.length;
            replicaIndexes(position, replicationFactor)
                    .forEach(index -> replicas.add(owners.get(index).address()));
        }
        return replicas;
    }

    /** The last token of every range, in order. */
    public long[] tokens() {
        return tokens.clone();
    }

    public int size() {
        return owners.size();
    }

    /** Every distinct group of replicas that holds some range together. */
    public Set<Set<NodeAddress>> replicaGroups(int replicationFactor) {
        Set<Set<Integer>> groups = new HashSet<>();
        for (int position = 0; position < tokens.length; position++) {
            groups.add(new HashSet<>(replicaIndexes(position, replicationFactor)));
        }
        Set<Set<NodeAddress>> addresses = new HashSet<>();
        groups.forEach(group -> {
            Set<NodeAddress> members = new HashSet<>();
            group.forEach(index -> members.add(owners.get(index).address()));
            addresses.add(members);
        });
        return addresses;
    }

    private double width(int position) {
        if (tokens.length == 1) {
            return 1.0;
        }
        long previous = tokens[position == 0 ? tokens.length - 1 : position - 1];
        // the difference of two longs wraps exactly as the ring does
        return unsigned(tokens[position] - previous) / WHOLE_RING;
    }

    private List<Integer> replicaIndexes(int position, int replicationFactor) {
        List<Integer> replicas = new ArrayList<>(replicationFactor);
        Set<Integer> racksUsed = new HashSet<>();
        int wanted = Math.min(replicationFactor, owners.size());
        int repeatsAllowed = Math.max(0, replicationFactor - racks);
        for (int step = 0; step < tokens.length && replicas.size() < wanted; step++) {
            int owner = ownerAt[(position + step) % tokens.length];
            if (replicas.contains(owner)) {
                continue;
            }
            if (racksUsed.add(rackOf[owner])) {
                replicas.add(owner);
            } else if (repeatsAllowed > 0) {
                repeatsAllowed--;
                replicas.add(owner);
            }
        }
        return replicas;
    }

    /** A distance on the ring as a positive number. */
    private static double unsigned(long distance) {
        return distance >= 0 ? distance : distance + WHOLE_RING;
    }
}
