package dev.aeneas.failover.detection;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.Vote;
import dev.aeneas.failover.detection.ClusterVotes.Seen;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One observer's word on a region.
 *
 * @param inside the observer lives in that very region
 * @param writesElsewhere its canary goes well in another region, or there is none: a failure here is not the observer's own
 * @param seen what it saw of each of the region's datacenters
 */
record Ballot(String observer, boolean inside, boolean writesElsewhere, List<Seen> seen) {

    /** From what the observer saw of each of the region's datacenters. */
    static Ballot of(List<Seen> seen, boolean writesElsewhere) {
        var one = seen.get(0).observation();
        return new Ballot(one.observer(), one.observerRegion().equals(one.region()), writesElsewhere, seen);
    }

    /** Where the observer looks from. */
    String region() {
        return seen.get(0).observation().observerRegion();
    }

    /** Rounds in a row in which no node of any of the region's datacenters answered. */
    int silentRounds() {
        return seen.stream().mapToInt(s -> s.observation().silentRounds()).min().orElseThrow();
    }

    Instant lastAnswerAt() {
        return seen.stream()
                .map(Seen::lastAnswerAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    List<DatacenterName> datacenters() {
        return seen.stream().map(s -> s.observation().datacenter()).sorted().toList();
    }

    boolean isReachable(DetectionParameters parameters) {
        return silentRounds() < parameters.voting().silentRounds();
    }

    /** The region answers and this datacenter does not do what it is there for. */
    boolean isImpaired(DatacenterName datacenter, DetectionParameters parameters) {
        return isReachable(parameters)
                && of(datacenter).filter(s -> isImpaired(s, parameters)).isPresent();
    }

    private boolean isImpaired(Seen of, DetectionParameters parameters) {
        return of.observation().silentRounds() >= parameters.silentRoundsUntilDown()
                || (writesElsewhere && of.failsToWrite(parameters));
    }

    /** It has seen that all is well there; an observer that does not try to write has not. */
    boolean isFine(DatacenterName datacenter, DetectionParameters parameters) {
        return of(datacenter)
                .filter(s ->
                        s.observation().silentRounds() < parameters.voting().silentRounds())
                .filter(s -> s.observation().canary() != null && !s.failsToWrite(parameters))
                .isPresent();
    }

    boolean isImpaired(DetectionParameters parameters) {
        return datacenters().stream().anyMatch(d -> isImpaired(d, parameters));
    }

    Optional<Seen> of(DatacenterName datacenter) {
        return seen.stream()
                .filter(s -> s.observation().datacenter().equals(datacenter))
                .findFirst();
    }

    Vote vote(DetectionParameters parameters) {
        return new Vote(observer, isReachable(parameters), lastAnswerAt());
    }
}
