package dev.aeneas.failover.adapter.precaution;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.adapter.precaution.RestoreGateway.Backup;
import dev.aeneas.failover.adapter.precaution.RestoreGateway.Restore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What backup-service has shown: how long a restore took, and how old the newest copy is. */
@ApplicationScoped
public class RecoveryFromBackups {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryFromBackups.class);
    private static final String COMPLETED = "Completed";

    private final RestoreGateway backups;

    RecoveryFromBackups(@RestClient RestoreGateway backups) {
        this.backups = backups;
    }

    /** By the newest restore into this cluster, in proportion to the bytes; empty: there was none. */
    public Optional<Duration> restore(ClusterName cluster, long bytes) {
        return ask(() -> backups.restores(cluster.value())).stream()
                .filter(restore -> COMPLETED.equals(restore.state()) && restore.took() != null)
                .filter(restore -> restore.plan() != null && restore.plan().bytesTotal() > 0)
                .max(Comparator.comparing(Restore::endedAt))
                .map(restore ->
                        Duration.ofMillis(Math.round((double) restore.took().toMillis()
                                * bytes
                                / restore.plan().bytesTotal())));
    }

    /** Empty: there is no complete one, or nobody answers. */
    public Optional<Duration> newestAge(ClusterName cluster, Instant now) {
        return ask(() -> backups.backups(cluster.value())).stream()
                .filter(backup -> COMPLETED.equals(backup.state()))
                .map(Backup::snapshotAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(newest -> Duration.between(newest, now));
    }

    private static <T> List<T> ask(Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (WebApplicationException | ProcessingException e) {
            LOG.info("Backup-service does not tell: {}", e.getMessage());
            return List.of();
        }
    }
}
