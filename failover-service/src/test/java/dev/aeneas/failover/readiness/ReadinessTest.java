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

    private static ReadinessCase automatic(ReadinessCase c) {
        return c.mode(Mode.AUTOMATIC);
    }

    private static ReadinessCase westHealthy(ReadinessCase c) {
        return c.standing("west", RegionStanding.Kind.HEALTHY);
    }

    private static ReadinessCase witness(ReadinessCase c) {
        return c.observer("c", "witness");
    }

    private static ReadinessCase backedUpFar(ReadinessCase c) {
        return c.backups(new Backups.In(Map.of("far", "west")));
    }

    private static ReadinessCase spread(ReadinessCase c) {
        return c.control("east", "west", "witness");
    }

    private static ReadinessCase room(ReadinessCase c) {
        return c.growth(new Growth.Planned(6, null));
    }

    private static ReadinessCase repaired(ReadinessCase c) {
        return c.repaired(ReadinessCase.NOW);
    }

    private static ReadinessCase shopInBoth(ReadinessCase c) {
        return c.replicate("shop", 3, 3);
    }

    private static ReadinessCase caughtUp(ReadinessCase c) {
        return c.replication(behind(1));
    }

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
                        c -> automatic(c.clientsIn("east"))),
                fault(Check.POLICY_ACTS, RED, "policy", c -> c.mode(Mode.OFF), ReadinessTest::automatic),
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
                fault(Check.OBSERVERS_SUFFICE, RED, "east", c -> c.without("c"), ReadinessTest::witness),
                fault(
                        Check.OBSERVERS_SUFFICE,
                        YELLOW,
                        "east",
                        c -> c.without("c").mode(Mode.ASK),
                        ReadinessTest::witness),
                fault(
                        Check.OBSERVERS_IN_TWO_OTHER_REGIONS,
                        RED,
                        "east",
                        c -> c.observer("c", "west"),
                        ReadinessTest::witness),
                fault(
                        Check.OBSERVERS_IN_TWO_OTHER_REGIONS,
                        YELLOW,
                        "east",
                        c -> c.observer("c", "west").mode(Mode.ASK),
                        ReadinessTest::witness));
    }

    private static Stream<Arguments> standby() {
        var west = "127.0.2.3";
        return Stream.of(
                fault(
                        Check.STANDBY_REGION_UP,
                        RED,
                        "west",
                        inWest(RegionStanding.Kind.DOWN),
                        ReadinessTest::westHealthy),
                fault(
                        Check.STANDBY_REGION_UP,
                        RED,
                        "west",
                        inWest(RegionStanding.Kind.DEGRADED),
                        ReadinessTest::westHealthy),
                fault(
                        Check.STANDBY_REGION_UP,
                        RED,
                        "west",
                        inWest(RegionStanding.Kind.QUARANTINED),
                        ReadinessTest::westHealthy),
                fault(
                        Check.STANDBY_REGION_UP,
                        YELLOW,
                        "west",
                        inWest(RegionStanding.Kind.SUSPECTED),
                        ReadinessTest::westHealthy),
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
                fault(Check.REPLICATION_LAG, YELLOW, "west", c -> c.replication(behind(6)), ReadinessTest::caughtUp),
                fault(
                        Check.REPLICATION_LAG,
                        RED,
                        "west",
                        c -> c.promisesRpo(Duration.ofSeconds(2)).replication(behind(3)),
                        ReadinessTest::caughtUp),
                fault(
                        Check.REPLICATION_LAG,
                        YELLOW,
                        "west",
                        c -> c.promisesRpo(Duration.ofSeconds(2)).replication(new Replication.Off()),
                        ReadinessTest::caughtUp),
                fault(
                        Check.REPLICATION_LAG,
                        YELLOW,
                        "west",
                        c -> c.replication(new Replication.Unknown("no row was written")),
                        ReadinessTest::caughtUp));
    }

    private static UnaryOperator<ReadinessCase> inWest(RegionStanding.Kind kind) {
        return c -> c.standing("west", kind);
    }

    private static Stream<Arguments> keyspaces() {
        return Stream.of(
                fault(
                        Check.KEYSPACE_REPLICATED,
                        RED,
                        "shop",
                        c -> c.replicate("shop", 3, 0),
                        ReadinessTest::shopInBoth),
                fault(
                        Check.KEYSPACE_REPLICATED,
                        RED,
                        "system_auth",
                        c -> c.replicate("system_auth", 3, 0),
                        c -> c.replicate("system_auth", 3, 3)),
                fault(
                        Check.KEYSPACE_QUORUM_SURVIVES,
                        YELLOW,
                        "shop",
                        c -> c.replicate("shop", 3, 1),
                        ReadinessTest::shopInBoth),
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
                        ReadinessTest::repaired),
                fault(Check.REPAIRED_LATELY, YELLOW, "shop", ReadinessCase::neverRepaired, ReadinessTest::repaired),
                fault(Check.BACKUP_OUTSIDE_REGION, YELLOW, "east", backups(Map.of()), ReadinessTest::backedUpFar),
                fault(
                        Check.BACKUP_OUTSIDE_REGION,
                        YELLOW,
                        "east",
                        backups(Map.of("near", "east")),
                        ReadinessTest::backedUpFar),
                fault(
                        Check.BACKUP_OUTSIDE_REGION,
                        YELLOW,
                        "east",
                        backups(Map.of("somewhere", "")),
                        ReadinessTest::backedUpFar),
                fault(
                        Check.BACKUP_OUTSIDE_REGION,
                        YELLOW,
                        "east",
                        c -> c.backups(new Backups.Unknown("refused")),
                        ReadinessTest::backedUpFar),
                fault(
                        Check.CONTROL_PLANE_SURVIVES,
                        YELLOW,
                        "Kafka",
                        c -> c.control("east", "east", "west"),
                        ReadinessTest::spread),
                fault(Check.CONTROL_PLANE_SURVIVES, YELLOW, "Kafka", c -> c.control("west"), ReadinessTest::spread));
    }

    private static UnaryOperator<ReadinessCase> backups(Map<String, String> stores) {
        return c -> c.backups(new Backups.In(stores));
    }

    private static Stream<Arguments> growth() {
        return Stream.of(
                fault(
                        Check.STANDBY_CAN_GROW,
                        RED,
                        "west",
                        grows(new Growth.Refused(List.of("no addresses"))),
                        ReadinessTest::room),
                fault(
                        Check.STANDBY_CAN_GROW,
                        RED,
                        "west",
                        grows(new Growth.NobodyThere("refused")),
                        ReadinessTest::room),
                fault(
                        Check.STANDBY_CAN_GROW,
                        YELLOW,
                        "west",
                        grows(new Growth.Unknown("a run is open")),
                        ReadinessTest::room));
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
        var found =
                new ReadinessCase().openRun().mode(Mode.OFF).down("127.0.2.2").readiness();
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

    @Test
    void asksForNoRepairOfAKeyspaceWithoutTables() {
        assertThat(new ReadinessCase().withoutTables().readiness().findings()).isEmpty();
    }
}
