package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import java.util.stream.Stream;

/** Enough observers outside of the region where clients are, so that its loss can be told from a cut cable. */
final class ObserverReadiness {
    private static final int OBSERVERS_MIN = 3;

    private ObserverReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        return facts.primary().stream().flatMap(primary -> check(facts, primary));
    }

    private static Stream<Finding> check(ReadinessFacts facts, Datacenter primary) {
        int known = facts.observers().size();
        long outside = facts.observers().values().stream()
                .filter(region -> !region.equals(primary.region()))
                .count();
        if (known >= OBSERVERS_MIN && outside >= known / 2 + 1) {
            return Stream.empty();
        }
        boolean decidesAlone = facts.cluster().policy().mode() == Mode.AUTOMATIC;
        var sentence = known + " observers were heard, " + outside + " of them outside of " + primary.region()
                + "; a majority outside, of at least " + OBSERVERS_MIN + ", is needed to decide without a person";
        var remedy = "run failover-service in more regions, or start those that stopped";
        return Stream.of(
                decidesAlone
                        ? red("OBSERVERS_SUFFICE", primary.region(), sentence, remedy)
                        : yellow("OBSERVERS_SUFFICE", primary.region(), sentence, remedy));
    }
}
