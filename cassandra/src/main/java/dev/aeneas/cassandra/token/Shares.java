package dev.aeneas.cassandra.token;

import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Which pieces of which ranges the present owners of a ring give up, so that all come down to one level. */
final class Shares {
    /** A range never gives itself away whole: its owner's token stays and must own something. */
    private static final double LARGEST_PART_GIVEN = 0.95;

    private final List<List<Range>> rangesOf;
    private final int newNodes;
    private final int tokensPerNode;

    Shares(List<TokenOwner> present, int newNodes, int tokensPerNode) {
        this.rangesOf = rangesOf(present);
        this.newNodes = newNodes;
        this.tokensPerNode = tokensPerNode;
    }

    /** As many pieces as the new nodes have tokens. */
    List<Piece> pieces() {
        double[] owned = rangesOf.stream().mapToDouble(Shares::total).toArray();
        double level = levelAfter(owned, newNodes);
        double[] excess =
                Arrays.stream(owned).map(part -> Math.max(0, part - level)).toArray();
        int[] cuts = apportion(excess, newNodes * tokensPerNode);
        double givers = 0;
        for (int i = 0; i < excess.length; i++) {
            givers += cuts[i] > 0 ? excess[i] : 0;
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < excess.length; i++) {
            if (cuts[i] > 0) {
                pieces.addAll(cut(rangesOf.get(i), cuts[i], excess[i] * newNodes * level / givers));
            }
        }
        return pieces;
    }

    /** The level all above it come down to when so many new nodes are filled up to the same level. */
    static double levelAfter(double[] owned, int newNodes) {
        double[] fullestFirst = Arrays.stream(owned).sorted().toArray();
        double sum = 0;
        double level = 0;
        for (int givers = 1; givers <= fullestFirst.length; givers++) {
            double next = fullestFirst[fullestFirst.length - givers];
            if (next <= level) {
                break;
            }
            sum += next;
            level = sum / (newNodes + givers);
        }
        return level;
    }

    /** Hands out whole seats in proportion to the weights, by D'Hondt's largest quotients. */
    static int[] apportion(double[] weights, int seats) {
        int[] given = new int[weights.length];
        PriorityQueue<Integer> next =
                new PriorityQueue<>(Comparator.comparingDouble((Integer i) -> -weights[i] / (given[i] + 1))
                        .thenComparingInt(i -> i));
        for (int i = 0; i < weights.length; i++) {
            next.add(i);
        }
        for (int seat = 0; seat < seats; seat++) {
            int winner = next.remove();
            given[winner]++;
            next.add(winner);
        }
        return given;
    }

    private static List<Piece> cut(List<Range> ranges, int cuts, double wanted) {
        int[] cutsOf = apportion(ranges.stream().mapToDouble(Range::width).toArray(), cuts);
        double chosen = 0;
        for (int i = 0; i < cutsOf.length; i++) {
            chosen += cutsOf[i] > 0 ? ranges.get(i).width() : 0;
        }
        double part = Math.min(LARGEST_PART_GIVEN, wanted / chosen);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < cutsOf.length; i++) {
            for (int cut = 1; cut <= cutsOf[i]; cut++) {
                Range range = ranges.get(i);
                double width = range.width() * part / cutsOf[i];
                pieces.add(new Piece(range.start() + distance(width * cut), width));
            }
        }
        return pieces;
    }

    private static List<List<Range>> rangesOf(List<TokenOwner> present) {
        TreeMap<Long, Integer> ring = new TreeMap<>();
        List<List<Range>> ranges = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            ranges.add(new ArrayList<>());
            for (Long token : present.get(i).tokens()) {
                ring.put(token, i);
            }
        }
        long start = ring.lastKey();
        for (var entry : ring.entrySet()) {
            ranges.get(entry.getValue()).add(Range.between(start, entry.getKey()));
            start = entry.getKey();
        }
        return ranges;
    }

    private static double total(List<Range> ranges) {
        return ranges.stream().mapToDouble(Range::width).sum();
    }

    /** {@code position / positions} of the whole ring, as a distance that wraps around. */
    static long fraction(int position, int positions) {
        return distance((double) position / positions);
    }

    /** A part of the ring as a distance; the upper half wraps to negative numbers, as adding to a token needs it. */
    private static long distance(double part) {
        return part < 0.5 ? (long) (part * 0x1p64) : (long) ((part - 1.0) * 0x1p64);
    }

    /** From a token, exclusive, over a part of the whole ring. */
    private record Range(long start, double width) {
        static Range between(long start, long end) {
            long distance = end - start;
            double width = (distance > 0 ? distance : distance + 0x1p64) / 0x1p64;
            return new Range(start, width);
        }
    }
}
