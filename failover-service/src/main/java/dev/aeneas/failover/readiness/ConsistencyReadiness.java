package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.failover.advice.ConsistencyAdvice;
import dev.aeneas.failover.advice.ConsistencyAdvice.Row;
import dev.aeneas.failover.policy.FailoverPolicy;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The levels that the policy says clients use, against each keyspace's real replication. */
final class ConsistencyReadiness {
    private ConsistencyReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        if (facts.primary().isEmpty() || facts.standby().isEmpty() || isInOneRegion(facts)) {
            return Stream.empty();
        }
        return facts.seen().stream()
                .flatMap(seen -> seen.keyspaces().stream())
                .filter(keyspace -> !keyspace.isSystem())
                .flatMap(keyspace -> check(keyspace, facts));
    }

    /** Which another rule tells. */
    private static boolean isInOneRegion(ReadinessFacts facts) {
        return facts.primary().map(Datacenter::region).equals(facts.standby().map(Datacenter::region));
    }

    private static Stream<Finding> check(Keyspace keyspace, ReadinessFacts facts) {
        var primary = facts.primary().orElseThrow().datacenter();
        var standby = facts.standby().orElseThrow().datacenter();
        if (keyspace.replication().factorIn(standby.value()) == 0) {
            return Stream.empty(); // all of it is lost, which another rule tells
        }
        var advice = ConsistencyAdvice.of(keyspace, facts.cluster().topology(), primary, standby);
        var policy = facts.cluster().policy();
        return Stream.of(during(advice, policy), before(advice, policy)).flatMap(Optional::stream);
    }

    private static Optional<Finding> during(ConsistencyAdvice advice, FailoverPolicy policy) {
        return failing(advice, policy.levelsDuring(), Row::primaryLost)
                .map(level -> red(
                        Check.CONSISTENCY_SERVED_DURING,
                        advice.keyspace(),
                        "in keyspace " + advice.keyspace() + " the policy lets clients use " + level
                                + " during a failover, which " + advice.standby() + " does not serve alone",
                        "set terms.consistency.during to levels that it serves: aeneas advice"));
    }

    /** A failover goes well for clients that step down, which only those do that follow the routing. */
    private static Optional<Finding> before(ConsistencyAdvice advice, FailoverPolicy policy) {
        return policy.levelsBefore()
                .flatMap(levels -> failing(advice, levels, row -> row.primaryLost() && row.standbyLost()))
                .map(level -> yellow(
                        Check.CONSISTENCY_WITHOUT_A_REGION,
                        advice.keyspace(),
                        "in keyspace " + advice.keyspace() + " clients use " + level
                                + ", which fails as long as either region is away, unless they step down",
                        "let every client follow the routing (java-driver), or use LOCAL_QUORUM: aeneas advice"));
    }

    private static Optional<String> failing(ConsistencyAdvice advice, Levels levels, Predicate<Row> served) {
        return Stream.of(levels.write(), levels.read())
                .filter(level -> advice.levels().stream()
                        .anyMatch(row -> row.level().name().equals(level) && !served.test(row)))
                .findFirst();
    }
}
