package dev.aeneas.failover.readiness;

import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import dev.aeneas.failover.readiness.ReadinessFacts.Replication;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The answer at one moment: the level of the gravest finding, every finding with its remedy.
 *
 * @param replicationLag how far the standby is behind; null: not known
 * @param growth forecast of the standby's growth; null: not known, or nothing is to grow
 */
public record Readiness(
        Level level, List<Finding> findings, Duration growth, Duration replicationLag, Instant checkedAt) {
    private static final List<ReadinessRule> RULES = List.of(
            PolicyReadiness::check,
            ObserverReadiness::check,
            StandbyReadiness::check,
            LagReadiness::check,
            ReplicationReadiness::check,
            ConsistencyReadiness::check,
            PrecautionReadiness::check,
            GrowthReadiness::check);

    /** Applies every rule. */
    public static Readiness of(ReadinessFacts facts) {
        var findings = RULES.stream()
                .flatMap(rule -> rule.check(facts))
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
        var level = findings.stream().map(Finding::level).findFirst().orElse(Level.GREEN);
        var forecast = facts.growth() instanceof Growth.Planned planned ? planned.forecast() : null;
        var lag = facts.replication() instanceof Replication.Behind behind ? behind.lag() : null;
        return new Readiness(level, findings, forecast, lag, facts.at());
    }

    /** Whether it says something else than before: sentences may carry other numbers, that is no news. */
    boolean isNewsAfter(Readiness before) {
        return before == null || before.level != level || !before.subjects().equals(subjects());
    }

    private Set<String> subjects() {
        return findings.stream()
                .map(f -> f.level() + " " + f.check() + " " + f.subject())
                .collect(Collectors.toSet());
    }
}
