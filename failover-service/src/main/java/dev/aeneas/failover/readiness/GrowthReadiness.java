package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import java.util.stream.Stream;

/** The standby could grow to its target: addresses, disk, size and every rule of scaling, by its own dry run. */
final class GrowthReadiness {
    private static final Check CHECK = Check.STANDBY_CAN_GROW;

    private GrowthReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        return facts.standby().stream()
                .flatMap(standby -> check(facts.growth(), standby.datacenter().value()));
    }

    private static Stream<Finding> check(Growth growth, String standby) {
        if (growth instanceof Growth.Refused refused) {
            return refused.rules().stream()
                    .map(rule ->
                            red(CHECK, standby, "the standby cannot grow to its target: " + rule, "see to that rule"));
        }
        if (growth instanceof Growth.NobodyThere nobody) {
            return Stream.of(red(
                    CHECK,
                    standby,
                    "nobody would let the standby grow: " + nobody.reason(),
                    "start scaling-service, also in a region that survives"));
        }
        return growth instanceof Growth.Unknown unknown
                ? Stream.of(yellow(
                        CHECK,
                        standby,
                        "whether the standby can grow is not known: " + unknown.reason(),
                        "ask again later"))
                : Stream.empty();
    }
}
