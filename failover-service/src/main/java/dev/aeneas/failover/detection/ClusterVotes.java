package dev.aeneas.failover.detection;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What every observer said last of one cluster, and what that amounts to.
 *
 * <p>Only the decider's own clock is compared with itself; of an observer's clock only differences count. Time alone never
 * makes a verdict worse: it lets votes expire, while silence is counted in rounds that an observer really probed.
 */
public final class ClusterVotes {
    private final DetectionParameters parameters;
    private final Map<Source, Seen> newest = new HashMap<>();
    private final Map<String, Instant> heard = new HashMap<>();
    private final Map<String, Instant> calmSince = new HashMap<>();
    private Instant listeningSince;
    private Instant lastArrivalAt;

    public ClusterVotes(DetectionParameters parameters) {
        this.parameters = parameters;
    }

    private record Source(String observer, DatacenterName datacenter) {}

    /** An observation, with its last answer and last good write on the decider's clock. */
    record Seen(DatacenterObserved observation, Instant lastAnswerAt, Instant lastGoodAt, Instant arrivedAt) {
        static Seen of(DatacenterObserved observation, Instant arrivedAt) {
            var answered = Optional.ofNullable(observation.lastAnswerAt()).orElse(observation.observedAt());
            var wrote = Optional.ofNullable(observation.canary())
                    .map(Canary::lastGoodAt)
                    .orElse(observation.observedAt());
            var behind = Duration.between(observation.observedAt(), arrivedAt);
            return new Seen(observation, answered.plus(behind), wrote.plus(behind), arrivedAt);
        }

        boolean isAbout(String region) {
            return observation.region().equals(region);
        }

        boolean failsToWrite(DetectionParameters parameters) {
            return observation.canary() != null
                    && observation.canary().failedRounds()
                            >= parameters.canaries().failedRounds();
        }

        /** As another clock shows it, which is ahead by so much. */
        Seen on(Duration ahead) {
            return new Seen(observation, lastAnswerAt.plus(ahead), lastGoodAt.plus(ahead), arrivedAt);
        }
    }

    /** Takes an observation in. */
    public void observe(DatacenterObserved observation, Instant arrivedAt) {
        listeningSince = beginsToListen(arrivedAt) ? arrivedAt : listeningSince;
        lastArrivalAt = arrivedAt;
        heard.put(observation.observer(), arrivedAt);
        newest.put(new Source(observation.observer(), observation.datacenter()), Seen.of(observation, arrivedAt));
        forgetOlderThan(arrivedAt.minus(parameters.electorate().memory()));
    }

    /** For the first time, or after a pause, or since another replica decided meanwhile. */
    private boolean beginsToListen(Instant arrivedAt) {
        return lastArrivalAt == null
                || lastArrivalAt.plus(parameters.voting().expiry()).isBefore(arrivedAt);
    }

    private void forgetOlderThan(Instant oldest) {
        heard.values().removeIf(oldest::isAfter);
        newest.values().removeIf(seen -> oldest.isAfter(seen.arrivedAt()));
    }

    /** Every region that somebody has spoken of. */
    public SortedSet<String> regions() {
        return newest.values().stream()
                .map(seen -> seen.observation().region())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What the votes on a region say now.
     *
     * @param ahead how far the clock that people read is ahead of the steady one that counts here
     */
    public Verdict judge(String region, Instant now, Duration ahead) {
        var fresh = fresh(now).stream().map(seen -> seen.on(ahead)).toList();
        var ballot = new RegionBallot(parameters, heard.size(), ballots(region, fresh));
        boolean calm = ballot.isCalm();
        if (!calm) {
            calmSince.remove(region);
        }
        boolean lasting = calm && isLasting(calmSince.computeIfAbsent(region, r -> now), now);
        return ballot.verdict(isSettled(now), lasting);
    }

    private boolean isSettled(Instant now) {
        return listeningSince != null
                && !now.isBefore(listeningSince.plus(parameters.electorate().settling()));
    }

    private boolean isLasting(Instant since, Instant now) {
        return !now.isBefore(since.plus(parameters.voting().recoveryHold()));
    }

    private List<Seen> fresh(Instant now) {
        var oldest = now.minus(parameters.voting().expiry());
        return newest.values().stream()
                .filter(seen -> seen.arrivedAt().isAfter(oldest))
                .toList();
    }

    private List<Ballot> ballots(String region, List<Seen> fresh) {
        var datacenters = fresh.stream()
                .filter(seen -> seen.isAbout(region))
                .map(seen -> seen.observation().datacenter())
                .collect(Collectors.toSet());
        return fresh.stream()
                .collect(Collectors.groupingBy(seen -> seen.observation().observer()))
                .values()
                .stream()
                .flatMap(seen -> ballot(region, datacenters, seen).stream())
                .toList();
    }

    /** Empty when the observer abstains: it does not know the whole region, or is itself cut off. */
    private Optional<Ballot> ballot(String region, Collection<DatacenterName> datacenters, List<Seen> ofObserver) {
        var there = ofObserver.stream().filter(seen -> seen.isAbout(region)).toList();
        if (there.isEmpty() || there.size() < datacenters.size()) {
            return Optional.empty();
        }
        var ballot = Ballot.of(there, writesElsewhere(region, ofObserver));
        boolean reachesSomethingElse = ofObserver.stream()
                .filter(seen -> !seen.isAbout(region))
                .anyMatch(seen ->
                        seen.observation().silentRounds() < parameters.voting().silentRounds());
        return ballot.isReachable(parameters) || reachesSomethingElse ? Optional.of(ballot) : Optional.empty();
    }

    private boolean writesElsewhere(String region, List<Seen> ofObserver) {
        var elsewhere =
                ofObserver.stream().filter(seen -> !seen.isAbout(region)).toList();
        return elsewhere.isEmpty()
                || elsewhere.stream()
                        .anyMatch(seen -> seen.observation().canary() != null && !seen.failsToWrite(parameters));
    }
}
