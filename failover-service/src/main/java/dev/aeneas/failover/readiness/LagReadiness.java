package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.failover.readiness.ReadinessFacts.Replication;
import java.time.Duration;
import java.util.stream.Stream;

/** What the standby does not have yet is lost with the region: no more than was promised, and no more than a moment's worth. */
final class LagReadiness {
    private LagReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        if (facts.standby().isEmpty()
                || facts.primary().isEmpty()
                || facts.primary().equals(facts.standby())) {
            return Stream.empty();
        }
        var standby = facts.standby().get().datacenter().value();
        var promised = facts.cluster().policy().terms().rpo();
        if (facts.replication() instanceof Replication.Behind behind) {
            return behind(standby, behind, promised);
        }
        return facts.replication() instanceof Replication.Unknown unknown
                ? Stream.of(unknown(standby, unknown.reason()))
                : off(standby, promised);
    }

    private static Stream<Finding> behind(String standby, Replication.Behind behind, Duration promised) {
        var sentence =
                standby + " misses writes that are " + seconds(behind.lag()) + " old: they are lost with the region";
        var remedy = "look at the load of " + standby + ", at its size, and at the network between the regions";
        if (promised != null && behind.lag().compareTo(promised) > 0) {
            return Stream.of(red(
                    Check.REPLICATION_LAG, standby, sentence + ", and an RPO of " + promised + " is promised", remedy));
        }
        return behind.lag().compareTo(behind.told()) > 0
                ? Stream.of(yellow(Check.REPLICATION_LAG, standby, sentence, remedy))
                : Stream.empty();
    }

    private static Finding unknown(String standby, String reason) {
        return yellow(
                Check.REPLICATION_LAG,
                standby,
                "how far " + standby + " is behind is not known: " + reason,
                "wait a few seconds after a start; then look why observers cannot write and read (GET …/replication)");
    }

    private static Stream<Finding> off(String standby, Duration promised) {
        return promised == null
                ? Stream.empty()
                : Stream.of(yellow(
                        Check.REPLICATION_LAG,
                        standby,
                        "an RPO of " + promised + " is promised, and nobody measures how far " + standby + " is behind",
                        "set aeneas.failover.detection.canary-interval to more than zero"));
    }

    private static String seconds(Duration lag) {
        return lag.toMillis() / 1_000 + "." + lag.toMillis() % 1_000 / 100 + " s";
    }
}
