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
    private static Arguments fault(String check, Level level, String subject, UnaryOperator<ReadinessCase> plant) {
        return arguments(check, level, subject, plant);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("POLICY_SET", RED, "policy", ReadinessCase::withoutPolicy),
                fault("POLICY_ACTS", YELLOW, "policy", c -> c.mode(Mode.OFF)),
                fault("STANDBY_ELSEWHERE", RED, "west", c -> c.clientsIn("west")),
                fault("STANDBY_REGION_UP", RED, "west", c -> c.standing("west", RegionStanding.Kind.DOWN)),
                fault("STANDBY_REGION_UP", RED, "west", c -> c.standing("west", RegionStanding.Kind.QUARANTINED)),
                fault("STANDBY_REGION_UP", YELLOW, "west", c -> c.standing("west", RegionStanding.Kind.SUSPECTED)),
                fault("OBSERVERS_SUFFICE", RED, "east", c -> c.without("c")),
                fault("OBSERVERS_SUFFICE", YELLOW, "east", c -> c.without("c").mode(Mode.ASK)),
                fault("OBSERVERS_IN_TWO_OTHER_REGIONS", RED, "east", c -> c.observer("c", "west")),
                fault("OBSERVERS_IN_TWO_OTHER_REGIONS", YELLOW, "east", c -> c.observer("c", "west")
                        .mode(Mode.ASK)),
                fault("REPAIRED_LATELY", YELLOW, "shop", c -> c.repaired(ReadinessCase.NOW.minus(Duration.ofDays(11)))),
                fault("REPAIRED_LATELY", YELLOW, "shop", ReadinessCase::neverRepaired),
                fault("BACKUP_OUTSIDE_REGION", YELLOW, "east", c -> c.backups(new Backups.In(Map.of()))),
                fault("BACKUP_OUTSIDE_REGION", YELLOW, "east", c -> c.backups(new Backups.In(Map.of("near", "east")))),
                fault("BACKUP_OUTSIDE_REGION", YELLOW, "east", c -> c.backups(new Backups.In(Map.of("somewhere", "")))),
                fault("BACKUP_OUTSIDE_REGION", YELLOW, "east", c -> c.backups(new Backups.Unknown("refused"))),
                fault("CONTROL_PLANE_SURVIVES", YELLOW, "Kafka", c -> c.control("east", "east", "west")),
                fault("CONTROL_PLANE_SURVIVES", YELLOW, "Kafka", c -> c.control("west")),
                fault("CONSISTENCY_WITHOUT_A_REGION", YELLOW, "shop", c -> c.clientsUse("EACH_QUORUM")),
                fault("STANDBY_ANSWERS", RED, "west", ReadinessCase::silent),
                fault("STANDBY_NODES_NORMAL", RED, "west", c -> c.down("127.0.2.2")),
                fault("ONE_SCHEMA", YELLOW, "west", c -> c.schemaOf("127.0.1.1", new UUID(0, 2))),
                fault("STANDBY_UP_TO_DATE", YELLOW, "west", c -> c.hintFor("127.0.2.3", Duration.ofMinutes(5))),
                fault("STANDBY_UP_TO_DATE", RED, "west", c -> c.hintFor("127.0.2.3", Duration.ofHours(4))),
                fault("KEYSPACE_REPLICATED", RED, "shop", c -> c.replicate("shop", 3, 0)),
                fault("KEYSPACE_REPLICATED", RED, "system_auth", c -> c.replicate("system_auth", 3, 0)),
                fault("KEYSPACE_QUORUM_SURVIVES", YELLOW, "shop", c -> c.replicate("shop", 3, 1)),
                fault("STANDBY_CAN_GROW", RED, "west", c -> c.growth(new Growth.Refused(List.of("no addresses")))),
                fault("STANDBY_CAN_GROW", RED, "west", c -> c.growth(new Growth.NobodyThere("refused"))),
                fault("STANDBY_CAN_GROW", YELLOW, "west", c -> c.growth(new Growth.Unknown("a run is open"))));
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
    void findsEachPlantedFaultAndNothingElse(
            String check, Level level, String subject, UnaryOperator<ReadinessCase> plant) {
        var found = plant.apply(new ReadinessCase()).readiness();
        assertThat(found.level()).isEqualTo(level);
        assertThat(found.findings())
                .extracting(Finding::check, Finding::level, Finding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(check, level, subject));
        assertThat(found.findings()).allSatisfy(f -> assertThat(f.remedy()).isNotBlank());
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
