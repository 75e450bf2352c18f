package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Enough observers outside of the region where clients are, so that its loss can be told from a cut cable. */
final class ObserverReadiness {
    private static final int OBSERVERS_MIN = 3;
    private static final int REGIONS_MIN = 2;

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
            return regions(facts, primary);
        }
        boolean decidesAlone = facts.cluster().policy().mode() == Mode.AUTOMATIC;
        var sentence = known + " observers were heard, " + outside + " of them outside of " + primary.region()
                + "; a majority outside, of at least " + OBSERVERS_MIN + ", is needed to decide without a person";
        var remedy = "run failover-service in more regions, or start those that stopped";
        return Stream.of(
                decidesAlone
                        ? red(Check.OBSERVERS_SUFFICE, primary.region(), sentence, remedy)
                        : yellow(Check.OBSERVERS_SUFFICE, primary.region(), sentence, remedy));
    }

    /** What only one other region sees may be the cable between the two. */
    private static Stream<Finding> regions(ReadinessFacts facts, Datacenter primary) {
        var outside = facts.observers().values().stream()
                .filter(region -> !region.equals(primary.region()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (outside.size() >= REGIONS_MIN) {
            return Stream.empty();
        }
        var sentence = "every observer outside of " + primary.region() + " looks from " + outside
                + ": two regions without a witness, so nothing fails over by itself";
        var remedy = "run failover-service in a third region, where no datacenter has to be";
        return Stream.of(
                facts.cluster().policy().mode() == Mode.AUTOMATIC
                        ? red(Check.OBSERVERS_IN_TWO_OTHER_REGIONS, primary.region(), sentence, remedy)
                        : yellow(Check.OBSERVERS_IN_TWO_OTHER_REGIONS, primary.region(), sentence, remedy));
    }
}
