package dev.aeneas.cassandra.token;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** New nodes on one ring: a new ring is spaced evenly, an existing one gives pieces of its largest ranges. */
record RingGrowth(List<TokenOwner> present, List<NodeAddress> arriving, int tokensPerNode, RingOffset offset) {

    /** The tokens of each new node; adds them to those in use. */
    SortedMap<NodeAddress, SortedSet<Long>> place(Set<Long> used) {
        boolean newRing = present.stream().allMatch(owner -> owner.tokens().isEmpty());
        return newRing ? spaceEvenly(used) : share(used);
    }

    private SortedMap<NodeAddress, SortedSet<Long>> spaceEvenly(Set<Long> used) {
        SortedMap<NodeAddress, SortedSet<Long>> tokens = empty();
        int positions = arriving.size() * tokensPerNode;
        long first = offset.first(positions);
        // another order in every round: neighbours differ, so many peers share the work when a node is lost
        List<NodeAddress> order = new ArrayList<>(arriving);
        Random random = new Random(offset.seed());
        for (int position = 0; position < positions; position++) {
            int turn = position % arriving.size();
            if (turn == 0) {
                Collections.shuffle(order, random);
            }
            long token = first + Shares.fraction(position, positions);
            tokens.get(order.get(turn)).add(takeFree(token, used));
        }
        return tokens;
    }

    private SortedMap<NodeAddress, SortedSet<Long>> share(Set<Long> used) {
        SortedMap<NodeAddress, SortedSet<Long>> tokens = empty();
        List<Piece> pieces = new Shares(present, arriving.size(), tokensPerNode).pieces();
        List<List<Piece>> hands = Deal.evenly(pieces, arriving.size());
        for (int i = 0; i < arriving.size(); i++) {
            SortedSet<Long> own = tokens.get(arriving.get(i));
            hands.get(i).forEach(piece -> own.add(takeFree(piece.end(), used)));
        }
        return tokens;
    }

    private SortedMap<NodeAddress, SortedSet<Long>> empty() {
        SortedMap<NodeAddress, SortedSet<Long>> tokens = new TreeMap<>();
        arriving.forEach(node -> tokens.put(node, new TreeSet<>()));
        return tokens;
    }

    private static long takeFree(long wanted, Set<Long> used) {
        long token = wanted;
        // Long.MIN_VALUE is Cassandra's minimum token, which no node may own
        while (token == Long.MIN_VALUE || !used.add(token)) {
            token++;
        }
        return token;
    }
}
