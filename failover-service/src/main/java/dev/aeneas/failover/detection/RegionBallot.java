package dev.aeneas.failover.detection;

import dev.aeneas.contracts.FailoverEvent.Vote;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Counts the votes on one region at one moment.
 *
 * <p>The rules: the quorum is the majority of all known observers, silent ones too, and at least three must be known.
 * Observers inside the region are not independent of it: their "unreachable" does not count for the quorum, since they would
 * fail with it; but their "reachable" holds the verdict, since a region whose nodes answer to somebody is not dead. An
 * observer that is silent itself is neither a yes nor a no. However many say so, they must look from two regions at least: what only one
 * other region sees may be the cable between the two.
 */
record RegionBallot(DetectionParameters parameters, int known, List<Ballot> ballots) {
    private static final int REGIONS_MIN = 2;

    /** Nobody has anything to complain of. */
    boolean isCalm() {
        return isReachable() && ballots.stream().noneMatch(b -> b.isImpaired(parameters));
    }

    private boolean isReachable() {
        return !ballots.isEmpty() && ballots.stream().allMatch(b -> b.isReachable(parameters));
    }

    Verdict verdict(boolean settled, boolean lasting) {
        if (ballots.isEmpty()) {
            return new Verdict.Unknown(List.of());
        }
        var impairment = new Impairment(parameters, known, ballots);
        if (settled && impairment.isDecided()) {
            return impairment.verdict(votes());
        }
        if (isReachable()) {
            return new Verdict.Reachable(votes(), lasting);
        }
        if (!settled) {
            return new Verdict.Suspected(votes()); // not everybody has been heard yet: neither decide nor ask
        }
        if (hasQuorum() && !isHeldFromInside()) {
            return new Verdict.Down(votes(), ballots.get(0).datacenters(), since());
        }
        return isStuck() ? new Verdict.Undecidable(votes(), reason()) : new Verdict.Suspected(votes());
    }

    private boolean hasQuorum() {
        var silent = silentFor(parameters.silentRoundsUntilDown());
        return known >= parameters.electorate().observersMin()
                && silent.size() >= quorum()
                && regionsOf(silent) >= REGIONS_MIN;
    }

    private static long regionsOf(List<Ballot> ballots) {
        return ballots.stream().map(Ballot::region).distinct().count();
    }

    private int quorum() {
        return quorum(known);
    }

    static int quorum(int known) {
        return known / 2 + 1;
    }

    private boolean isHeldFromInside() {
        return ballots.stream().anyMatch(b -> b.inside() && b.isReachable(parameters));
    }

    /** Nobody outside reaches the region, for so long that no other vote is to be expected. */
    private boolean isStuck() {
        long outside = ballots.stream().filter(b -> !b.inside()).count();
        return outside > 0 && silentFor(parameters.silentRoundsUntilAsking()).size() == outside;
    }

    private String reason() {
        int min = parameters.electorate().observersMin();
        if (known < min) {
            return "only " + known + " vantage points are known; with fewer than " + min
                    + " nobody can tell a lost region from a cut cable";
        }
        if (isHeldFromInside()) {
            return "no vantage point outside reaches the region, but one inside does: cut off, not dead";
        }
        var silent = silentFor(parameters.voting().silentRounds());
        if (silent.size() >= quorum() && regionsOf(silent) < REGIONS_MIN) {
            return "every vantage point that does not reach it looks from one region; without a witness in a third one"
                    + " nobody can tell a lost region from a cut cable";
        }
        return "only " + silent.size() + " independent vantage points of " + known
                + " known say that it does not answer; " + quorum() + " are needed";
    }

    private List<Ballot> silentFor(int rounds) {
        return ballots.stream()
                .filter(b -> !b.inside() && b.silentRounds() >= rounds)
                .toList();
    }

    private Instant since() {
        return silentFor(parameters.silentRoundsUntilDown()).stream()
                .map(Ballot::lastAnswerAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private List<Vote> votes() {
        return ballots.stream()
                .sorted(Comparator.comparing(Ballot::observer))
                .map(b -> b.vote(parameters))
                .toList();
    }
}
