package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.failover.readiness.ReadinessFacts.StandbySeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The standby's nodes are there, of one mind, and have what the primary wrote. */
final class StandbyReadiness {
    /** Cassandra delivers hints of a short pause within twice ten seconds; older ones mean that the standby falls behind. */
    private static final Duration HINTS_DELIVERED = Duration.ofSeconds(30);

    /** Cassandra's default: writes that a node missed for longer are only found by repair. */
    private static final Duration HINT_WINDOW = Duration.ofHours(3);

    private StandbyReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        if (facts.standby().isEmpty()) {
            return Stream.empty();
        }
        var standby = facts.standby().get().datacenter().value();
        return facts.seen()
                .map(seen -> Stream.of(
                                nodes(standby, seen),
                                schema(standby, seen),
                                hints(standby, seen, facts.at()),
                                drops(standby, seen))
                        .flatMap(finding -> finding))
                .orElseGet(() -> Stream.of(red(
                        Check.STANDBY_ANSWERS,
                        standby,
                        "no node of the standby answers to Aeneas",
                        "start its nodes, and look at its credentials and at the network")));
    }

    private static Stream<Finding> nodes(String standby, StandbySeen seen) {
        var broken = seen.ring().in(standby).owners().where(node -> !node.isUpNormal());
        return broken.isEmpty()
                ? Stream.empty()
                : Stream.of(red(
                        Check.STANDBY_NODES_NORMAL,
                        standby,
                        "not Up/Normal: " + broken.nodes() + "; the standby cannot grow while one is not",
                        "start the node, or replace it: ./aeneas node replace CLUSTER DATACENTER NODE"));
    }

    private static Stream<Finding> schema(String standby, StandbySeen seen) {
        return seen.ring().agreesOnSchema()
                ? Stream.empty()
                : Stream.of(yellow(
                        Check.ONE_SCHEMA,
                        standby,
                        "the living nodes do not hold one schema: "
                                + seen.ring().schemaVersions().keySet(),
                        "wait for agreement; if it stays so, restart the node that differs"));
    }

    private static Stream<Finding> hints(String standby, StandbySeen seen, Instant now) {
        var waiting = ofStandby(standby, seen);
        return waiting.values().stream().min(Instant::compareTo).stream().flatMap(oldest -> {
            var age = Duration.between(oldest, now);
            var sentence = "writes for " + waiting.keySet() + " wait as hints elsewhere, the oldest for "
                    + age.toSeconds() + " s: they are lost with the region";
            if (age.compareTo(HINT_WINDOW) > 0) {
                return Stream.of(red(Check.STANDBY_UP_TO_DATE, standby, sentence, "repair the standby's keyspaces"));
            }
            return age.compareTo(HINTS_DELIVERED) > 0
                    ? Stream.of(yellow(
                            Check.STANDBY_UP_TO_DATE,
                            standby,
                            sentence,
                            "look at the standby's load and at the network between the regions"))
                    : Stream.empty();
        });
    }

    /** What clients were told is safe, and the standby had no time for. */
    private static Stream<Finding> drops(String standby, StandbySeen seen) {
        long dropped =
                seen.dropped().values().stream().mapToLong(Long::longValue).sum();
        return dropped == 0
                ? Stream.empty()
                : Stream.of(yellow(
                        Check.STANDBY_KEEPS_UP,
                        standby,
                        "nodes of the standby let " + dropped
                                + " writes fall lately, for want of time: until hints or a"
                                + " repair bring them they are lost with the region",
                        "give the standby more or larger nodes (aeneas datacenter scale), then repair it"));
    }

    private static Map<NodeAddress, Instant> ofStandby(String standby, StandbySeen seen) {
        return seen.oldestHints().entrySet().stream()
                .filter(hint ->
                        datacenter(seen, hint.getKey()).filter(standby::equals).isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Optional<String> datacenter(StandbySeen seen, NodeAddress node) {
        return seen.ring().node(node).map(NodeView::datacenter);
    }
}
