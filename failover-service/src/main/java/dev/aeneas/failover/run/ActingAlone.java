package dev.aeneas.failover.run;

import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.policy.AllowedTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person may do and Aeneas alone may not; every rule that stands in the way, never only the first. */
final class ActingAlone {
    private final Duration block;

    ActingAlone(RunSettings settings) {
        this.block = settings.block();
    }

    List<Violation> forbidden(ClusterFailover state, Instant now) {
        return Stream.of(stopped(state), hours(state, now), standby(state), blocked(state, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Violation> stopped(ClusterFailover state) {
        return Optional.ofNullable(state.restraint().stopped())
                .map(reason -> new Violation(
                        "policy",
                        "must not be stopped; it is, because: " + reason + " (aeneas failover resume ends that)"));
    }

    private static Optional<Violation> hours(ClusterFailover state, Instant now) {
        var hours = state.policy().terms().hours();
        return AllowedTimes.allow(hours, now)
                ? Optional.empty()
                : Optional.of(
                        new Violation("terms.hours", "must allow this moment; " + now + " is outside of every window"));
    }

    private static Optional<Violation> standby(ClusterFailover state) {
        var region = state.regionOf(state.policy().standby()).orElse("none");
        if (state.standing(region).isQuarantined()) {
            return Optional.of(new Violation(
                    "standby", "must not be in quarantine; region " + region + " was lost and may be stale"));
        }
        return state.standing(region).kind() == RegionStanding.Kind.DEGRADED
                ? Optional.of(new Violation("standby", "must serve writes; its region " + region + " does not"))
                : Optional.empty();
    }

    private Optional<Violation> blocked(ClusterFailover state, Instant now) {
        var window = Optional.ofNullable(state.policy().terms().block()).orElse(block);
        return state.newestRun()
                .map(FailoverRun::facts)
                .filter(facts -> facts.timeline().finishedAt() != null)
                .filter(facts -> !facts.runId().equals(state.restraint().acknowledged()))
                .filter(facts -> now.isBefore(facts.timeline().finishedAt().plus(window)))
                .map(facts -> new Violation(
                        "runId",
                        "must wait until " + facts.timeline().finishedAt().plus(window)
                                + " after the last failover, or until " + facts.runId()
                                + " is acknowledged (aeneas failover acknowledge)"));
    }
}
