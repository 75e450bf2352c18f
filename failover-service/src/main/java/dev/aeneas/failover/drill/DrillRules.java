package dev.aeneas.failover.drill;

import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** When a drill may begin: only where the real thing would go well as far as anybody can know. */
final class DrillRules {
    private static final String HEALTHY = "HEALTHY";

    private DrillRules() {}

    /** Every broken rule; none: it may begin. */
    static List<Violation> check(DrillPlan plan, DrillSight sight) {
        if (!sight.known()) {
            return List.of(new Violation("cluster", "must exist; nobody has heard of it"));
        }
        if (sight.mode() == null) {
            return List.of(new Violation("cluster", "must have a failover policy; set one first"));
        }
        var broken = new ArrayList<Violation>();
        if (sight.mode() == Mode.OFF) {
            broken.add(new Violation("mode", "must be AUTOMATIC or ASK; the policy is OFF, so nothing would happen"));
        }
        if (!plan.region().equals(sight.primaryRegion())) {
            broken.add(new Violation(
                    "region",
                    "must be where clients are, which is " + sight.primaryRegion() + "; the loss of " + plan.region()
                            + " would move nobody"));
        }
        if (plan.by() == FaultKind.GRAY) {
            broken.addAll(gray(sight));
        }
        if (sight.openRun() != null) {
            broken.add(new Violation("cluster", "must have no open failover or move; " + sight.openRun() + " is"));
        }
        sight.standings()
                .forEach((region, standing) -> notHealthy(region, standing).ifPresent(broken::add));
        if (sight.readiness() == Level.RED) {
            broken.add(new Violation("readiness", "must not be red: " + sentences(sight.findings())));
        }
        return broken;
    }

    /** Nobody sees gray without canaries, and nobody acts on it unless the policy says so. */
    private static List<Violation> gray(DrillSight sight) {
        var broken = new ArrayList<Violation>();
        if (sight.detection() == null) {
            broken.add(
                    new Violation(
                            "by",
                            "must be one that observers can see; they write no canaries: set aeneas.failover.detection.canary-interval"));
        }
        if (sight.onDegraded() == OnDegraded.IGNORE) {
            broken.add(new Violation(
                    "onDegraded", "must be FAILOVER or ASK; the policy ignores regions that only serve badly"));
        }
        return broken;
    }

    private static Optional<Violation> notHealthy(String region, String standing) {
        return standing.equals(HEALTHY)
                ? Optional.empty()
                : Optional.of(new Violation("region", "must all be healthy; " + region + " is " + standing));
    }

    private static String sentences(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.level() == Level.RED)
                .map(finding -> finding.sentence() + " (" + finding.remedy() + ")")
                .collect(Collectors.joining("; "));
    }
}
