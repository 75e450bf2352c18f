package dev.aeneas.cassandra.token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Deals pieces to nodes so that all get the same number and nearly the same width. */
final class Deal {
    private Deal() {}

    /** Largest first, always to whoever needs the largest piece on average to come out even. */
    static List<List<Piece>> evenly(List<Piece> pieces, int nodes) {
        int each = pieces.size() / nodes;
        double target = pieces.stream().mapToDouble(Piece::width).sum() / nodes;
        List<Hand> hands = new ArrayList<>();
        PriorityQueue<Hand> neediest =
                new PriorityQueue<>(Comparator.comparingDouble((Hand hand) -> -hand.averageNeed(target, each))
                        .thenComparingInt(hand -> hand.index));
        for (int i = 0; i < nodes; i++) {
            Hand hand = new Hand(i);
            hands.add(hand);
            neediest.add(hand);
        }
        List<Piece> largestFirst = new ArrayList<>(pieces);
        largestFirst.sort(Comparator.comparingDouble(Piece::width).reversed().thenComparingLong(Piece::end));
        for (Piece piece : largestFirst) {
            Hand hand = neediest.remove();
            hand.take(piece);
            if (hand.pieces.size() < each) {
                neediest.add(hand);
            }
        }
        return hands.stream().map(hand -> hand.pieces).toList();
    }

    private static final class Hand {
        private final int index;
        private final List<Piece> pieces = new ArrayList<>();
        private double width;

        Hand(int index) {
            this.index = index;
        }

        void take(Piece piece) {
            pieces.add(piece);
            width += piece.width();
        }

        double averageNeed(double target, int each) {
            return (target - width) / (each - pieces.size());
        }
    }
}
