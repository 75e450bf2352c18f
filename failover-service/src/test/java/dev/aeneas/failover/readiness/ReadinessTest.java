package dev.aeneas.failover.readiness;

import static dev.aeneas.contracts.ReadinessEvent.Level.GREEN;
import static dev.aeneas.contracts.ReadinessEvent.Level.RED;
import static dev.aeneas.contracts.ReadinessEvent.Level.YELLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.failover.readiness.Precautions.Backups;
import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import dev.aeneas.failover.readiness.ReadinessFacts.Replication;
import dev.aeneas.failover.run.RegionStanding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadinessTest {
    private static Arguments fault(
            Check check,
            Level level,
            String subject,
            UnaryOperator<ReadinessCase> plant,
            UnaryOperator<ReadinessCase> remedy) {
        return arguments(check, level, subject, plant, remedy);
    }

    private static final UnaryOperator<ReadinessCase> AUTOMATIC = c -> c.mode(Mode.AUTOMATIC);
    private static final UnaryOperator<ReadinessCase> WEST_HEALTHY =
            c -> c.standing("west", RegionStanding.Kind.HEALTHY);
    private static final UnaryOperator<ReadinessCase> WITNESS = c -> c.observer("c", "witness");
    private static final UnaryOperator<ReadinessCase> BACKED_UP_FAR =
            c -> c.backups(new Backups.In(Map.of("far", "west")));
    private static final UnaryOperator<ReadinessCase> SPREAD = c -> c.control("east", "west", "witness");
    private static final UnaryOperator<ReadinessCase> ROOM = c -> c.growth(new Growth.Planned(6, null));
    private static final UnaryOperator<ReadinessCase> REPAIRED = c -> c.repaired(ReadinessCase.NOW);
    private static final UnaryOperator<ReadinessCase> SHOP_IN_BOTH = c -> c.replicate("shop", 3, 3);
    private static final UnaryOperator<ReadinessCase> CAUGHT_UP = c -> c.replication(behind(1));

    private static Replication behind(long seconds) {
        return new Replication.Behind(Duration.ofSeconds(seconds), Duration.ofSeconds(5));
    }

    static Stream<Arguments> faults() {
        return Stream.of(policy(), observers(), standby(), keyspaces(), precautions(), growth())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> policy() {
        return Stream.of(
                fault(
                        Check.POLICY_SET,
                        RED,
                        "policy",
                        ReadinessCase::withoutPolicy,
                        c -> AUTOMATIC.apply(c.clientsIn("east"))),
                fault(Check.POLICY_ACTS, YELLOW, "policy", c -> c.mode(Mode.OFF), AUTOMATIC),
                fault(
                        Check.NO_RUN_OPEN,
                        YELLOW,
                        "orders-failover-1",
                        ReadinessCase::openRun,
                        ReadinessCase::withoutRuns),
                fault(Check.STANDBY_ELSEWHERE, RED, "west", c -> c.clientsIn("west"), c -> c.clientsIn("east")));
    }

    private static Stream<Arguments> observers() {
        return Stream.of(
                fault(Check.OBSERVERS_SUFFICE, RED, "east", c -> c.without("c"), WITNESS),
                fault(
                        Check.OBSERVERS_SUFFICE,
                        YELLOW,
                        "east",
                        c -> c.without("c").mode(Mode.ASK),
                        WITNESS),
                fault(Check.OBSERVERS_IN_TWO_OTHER_REGIONS, RED, "east", c -> c.observer("c", "west"), WITNESS),
                fault(
                        Check.OBSERVERS_IN_TWO_OTHER_REGIONS,
                        YELLOW,
                        "east",
                        c -> c.observer("c", "west").mode(Mode.ASK),
                        WITNESS));
    }

    private static Stream<Arguments> standby() {
        var west = "127.0.2.3";
        return Stream.of(
                fault(Check.STANDBY_REGION_UP, RED, "west", inWest(RegionStanding.Kind.DOWN), WEST_HEALTHY),
                fault(Check.STANDBY_REGION_UP, RED, "west", inWest(RegionStanding.Kind.DEGRADED), WEST_HEALTHY),
                fault(Check.STANDBY_REGION_UP, RED, "west", inWest(RegionStanding.Kind.QUARANTINED), WEST_HEALTHY),
                fault(Check.STANDBY_REGION_UP, YELLOW, "west", inWest(RegionStanding.Kind.SUSPECTED), WEST_HEALTHY),
                fault(Check.STANDBY_ANSWERS, RED, "west", ReadinessCase::silent, ReadinessCase::answers),
                fault(Check.STANDBY_NODES_NORMAL, RED, "west", c -> c.down(west), c -> c.up(west)),
                fault(
                        Check.ONE_SCHEMA,
                        YELLOW,
                        "west",
                        c -> c.schemaOf("127.0.1.1", new UUID(0, 2)),
                        c -> c.up("127.0.1.1")),
                fault(
                        Check.STANDBY_UP_TO_DATE,
                        YELLOW,
                        "west",
                        c -> c.hintFor(west, Duration.ofMinutes(1)),
                        ReadinessCase::withoutHints),
                fault(
                        Check.STANDBY_UP_TO_DATE,
                        RED,
                        "west",
                        c -> c.hintFor(west, Duration.ofHours(4)),
                        ReadinessCase::withoutHints),
                fault(Check.STANDBY_KEEPS_UP, YELLOW, "west", c -> c.drops(west, 17), ReadinessCase::withoutDrops),
                fault(Check.REPLICATION_LAG, YELLOW, "west", c -> c.replication(behind(6)), CAUGHT_UP),
                fault(
                        Check.REPLICATION_LAG,
                        RED,
                        "west",
                        c -> c.promisesRpo(Duration.ofSeconds(2)).replication(behind(3)),
                        CAUGHT_UP),
                fault(
                        Check.REPLICATION_LAG,
                        YELLOW,
                        "west",
                        c -> c.promisesRpo(Duration.ofSeconds(2)).replication(new Replication.Off()),
                        CAUGHT_UP),
                fault(
                        Check.REPLICATION_LAG,
                        YELLOW,
                        "west",
                        c -> c.replication(new Replication.Unknown("no row was written")),
                        CAUGHT_UP));
    }

    private static UnaryOperator<ReadinessCase> inWest(RegionStanding.Kind kind) {
        return c -> c.standing("west", kind);
    }

    private static Stream<Arguments> keyspaces() {
        return Stream.of(
                fault(Check.KEYSPACE_REPLICATED, RED, "shop", c -> c.replicate("shop", 3, 0), SHOP_IN_BOTH),
                fault(
                        Check.KEYSPACE_REPLICATED,
                        RED,
                        "system_auth",
                        c -> c.replicate("system_auth", 3, 0),
                        c -> c.replicate("system_auth", 3, 3)),
                fault(Check.KEYSPACE_QUORUM_SURVIVES, YELLOW, "shop", c -> c.replicate("shop", 3, 1), SHOP_IN_BOTH),
                fault(
                        Check.CONSISTENCY_WITHOUT_A_REGION,
                        YELLOW,
                        "shop",
                        c -> c.clientsUse("EACH_QUORUM"),
                        c -> c.clientsUse("LOCAL_QUORUM")),
                fault(
                        Check.CONSISTENCY_SERVED_DURING,
                        RED,
                        "shop",
                        c -> c.duringUse("EACH_QUORUM"),
                        c -> c.duringUse("LOCAL_QUORUM")));
    }

    private static Stream<Arguments> precautions() {
        return Stream.of(
                fault(
                        Check.REPAIRED_LATELY,
                        YELLOW,
                        "shop",
                        c -> c.repaired(ReadinessCase.NOW.minus(Duration.ofDays(11))),
                        REPAIRED),
                fault(Check.REPAIRED_LATELY, YELLOW, "shop", ReadinessCase::neverRepaired, REPAIRED),
                fault(Check.BACKUP_OUTSIDE_REGION, YELLOW, "east", backups(Map.of()), BACKED_UP_FAR),
                fault(Check.BACKUP_OUTSIDE_REGION, YELLOW, "east", backups(Map.of("near", "east")), BACKED_UP_FAR),
                fault(Check.BACKUP_OUTSIDE_REGION, YELLOW, "east", backups(Map.of("somewhere", "")), BACKED_UP_FAR),
                fault(
                        Check.BACKUP_OUTSIDE_REGION,
                        YELLOW,
                        "east",
                        c -> c.backups(new Backups.Unknown("refused")),
                        BACKED_UP_FAR),
                fault(Check.CONTROL_PLANE_SURVIVES, YELLOW, "Kafka", c -> c.control("east", "east", "west"), SPREAD),
                fault(Check.CONTROL_PLANE_SURVIVES, YELLOW, "Kafka", c -> c.control("west"), SPREAD));
    }

    private static UnaryOperator<ReadinessCase> backups(Map<String, String> stores) {
        return c -> c.backups(new Backups.In(stores));
    }

    private static Stream<Arguments> growth() {
        return Stream.of(
                fault(Check.STANDBY_CAN_GROW, RED, "west", grows(new Growth.Refused(List.of("no addresses"))), ROOM),
                fault(Check.STANDBY_CAN_GROW, RED, "west", grows(new Growth.NobodyThere("refused")), ROOM),
                fault(Check.STANDBY_CAN_GROW, YELLOW, "west", grows(new Growth.Unknown("a run is open")), ROOM));
    }

    private static UnaryOperator<ReadinessCase> grows(Growth growth) {
        return c -> c.growth(growth);
    }

    @Test
    void everyCheckIsPlanted() {
        assertThat(faults().map(fault -> fault.get()[0])).contains((Object[]) Check.values());
    }

    @Test
    void isGreenWithTheForecastOfItsGrowthWhenEverythingHolds() {
        var ready = new ReadinessCase().readiness();
        assertThat(ready.findings()).isEmpty();
        assertThat(ready.level()).isEqualTo(GREEN);
        assertThat(ready.growth()).isEqualTo(Duration.ofSeconds(35));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("faults")
    void findsEachPlantedFaultAndNothingElseAndIsGreenAfterItsRemedy(
            Check check,
            Level level,
            String subject,
            UnaryOperator<ReadinessCase> plant,
            UnaryOperator<ReadinessCase> remedy) {
        var cluster = plant.apply(new ReadinessCase());
        var found = cluster.readiness();
        assertThat(found.level()).isEqualTo(level);
        assertThat(found.findings())
                .extracting(Finding::check, Finding::level, Finding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(check.name(), level, subject));
        assertThat(found.findings()).allSatisfy(f -> assertThat(f.remedy()).isNotBlank());

        var after = remedy.apply(cluster).readiness();
        assertThat(after.findings()).isEmpty();
        assertThat(after.level()).isEqualTo(GREEN);
    }

    @Test
    void tellsEveryFaultAtOnceTheGravestFirst() {
        var found = new ReadinessCase()
                .mode(Mode.OFF)
                .down("127.0.2.2")
                .replicate("shop", 3, 0)
                .readiness();
        assertThat(found.findings()).extracting(Finding::level).containsExactly(RED, RED, YELLOW);
    }

    @Test
    void doesNotMindADeadNodeOfThePrimaryNorHintsOfAShortPause() {
        var found = new ReadinessCase()
                .down("127.0.1.1")
                .hintFor("127.0.1.1", Duration.ofHours(5))
                .hintFor("127.0.2.1", Duration.ofSeconds(30))
                .readiness();
        assertThat(found.findings()).isEmpty();
    }
}
