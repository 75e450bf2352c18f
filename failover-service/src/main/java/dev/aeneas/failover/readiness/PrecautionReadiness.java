package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.failover.readiness.Precautions.Backups;
import dev.aeneas.failover.readiness.Precautions.Repairs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Repairs, backups and Aeneas's own parts: a failover would go without them, with a loss or a risk that could be avoided. */
final class PrecautionReadiness {
    private PrecautionReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        if (facts.primary().isEmpty() || facts.standby().isEmpty()) {
            return Stream.empty();
        }
        var region = facts.primary().get().region();
        var precautions = facts.precautions();
        return Stream.of(
                        precautions.repairs().stream().flatMap(repairs -> repairs(facts, repairs)),
                        backups(precautions.backups(), region),
                        control(precautions, region))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> repairs(ReadinessFacts facts, Repairs repairs) {
        return facts.seen().stream()
                .flatMap(seen -> seen.keyspaces().stream())
                .filter(keyspace -> !keyspace.isSystem())
                .filter(keyspace -> repairs.last().containsKey(keyspace.name()))
                .flatMap(keyspace -> repaired(keyspace, repairs, facts.at()).stream());
    }

    private static Optional<Finding> repaired(Keyspace keyspace, Repairs repairs, Instant now) {
        var last = repairs.last().get(keyspace.name());
        // what was never repaired may be as old as the first repair of anything
        var since = last.orElse(repairs.onRecordSince());
        if (since == null || Duration.between(since, now).compareTo(repairs.ageMax()) <= 0) {
            return Optional.empty();
        }
        var days = Duration.between(since, now).toDays();
        return Optional.of(yellow(
                Check.REPAIRED_LATELY,
                keyspace.name(),
                last.isPresent()
                        ? "keyspace " + keyspace.name() + " was last repaired " + days + " days ago"
                        : "keyspace " + keyspace.name() + " has no repair on record, and the records go back " + days
                                + " days",
                "repair it (nodetool repair --full, or a repair service) at least every "
                        + repairs.ageMax().toDays()
                        + " days: replicas that missed writes and deletes come to agree only then"));
    }

    private static Stream<Finding> backups(Backups backups, String region) {
        if (backups instanceof Backups.Unknown unknown) {
            return Stream.of(yellow(
                    Check.BACKUP_OUTSIDE_REGION,
                    region,
                    "whether a backup is outside of " + region + " is not known: " + unknown.reason(),
                    "start backup-service, and say by aeneas.failover.readiness.backup-url where it is"));
        }
        var stores = ((Backups.In) backups).stores();
        if (stores.values().stream().anyMatch(place -> !place.isEmpty() && !place.equals(region))) {
            return Stream.empty();
        }
        if (stores.isEmpty()) {
            return Stream.of(yellow(
                    Check.BACKUP_OUTSIDE_REGION,
                    region,
                    "no complete backup is on record: a write or a delete by mistake reaches the standby too",
                    "schedule backups: ./aeneas backup schedule set CLUSTER NAME --cron CRON"));
        }
        return Stream.of(yellow(
                Check.BACKUP_OUTSIDE_REGION,
                region,
                "no complete backup is known to be outside of " + region + "; there are some in stores "
                        + stores.keySet().stream().sorted().toList(),
                "copy backups into a store elsewhere (aeneas backup copy), and name each store's region by"
                        + " aeneas.failover.readiness.store-regions.<store>"));
    }

    private static Stream<Finding> control(Precautions precautions, String region) {
        return precautions.control().stream()
                .filter(part -> !part.survives(region))
                .map(part -> yellow(
                        Check.CONTROL_PLANE_SURVIVES,
                        part.name(),
                        part.name() + " is not known to survive the loss of " + region + ": its replicas are in "
                                + part.places(),
                        part.remedy()));
    }
}
