package dev.aeneas.failover.detection;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.Vote;
import dev.aeneas.failover.detection.ClusterVotes.Seen;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One observer's word on a region.
 *
 * @param inside the observer lives in that very region
 * @param silentRounds in a row in which no node of any of the region's datacenters answered
 */
record Ballot(
        String observer, boolean inside, int silentRounds, Instant lastAnswerAt, List<DatacenterName> datacenters) {

    /** From what the observer saw of each of the region's datacenters. */
    static Ballot of(List<Seen> seen) {
        var one = seen.get(0).observation();
        return new Ballot(
                one.observer(),
                one.observerRegion().equals(one.region()),
                seen.stream()
                        .mapToInt(s -> s.observation().silentRounds())
                        .min()
                        .orElseThrow(),
                seen.stream()
                        .map(Seen::lastAnswerAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                seen.stream().map(s -> s.observation().datacenter()).sorted().toList());
    }

    boolean isReachable(DetectionParameters parameters) {
        return silentRounds < parameters.voting().silentRounds();
    }

    Vote vote(DetectionParameters parameters) {
        return new Vote(observer, isReachable(parameters), lastAnswerAt);
    }
}
