package dev.aeneas.failover.adapter.precaution;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.adapter.peer.Peer;
import dev.aeneas.failover.adapter.precaution.BackupGateway.Backup;
import dev.aeneas.failover.readiness.Precautions.Backups;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Which stores hold a complete backup, said by backup-service, and in which region each is, said by the configuration. */
@ApplicationScoped
public class AskBackups {
    private static final String COMPLETED = "Completed";

    /** Copies are asked for backup by backup. */
    private static final int BACKUPS_MAX = 3;

    private final BackupGateway backups;
    private final Map<String, String> regions;
    private final Peer peer = Peer.of("backup-service", "backup");

    AskBackups(@RestClient BackupGateway backups, FailoverConfig config) {
        this.backups = backups;
        this.regions = config.readiness().storeRegions();
    }

    /** Asks within the bounds of the client {@code backup}; never throws. */
    Backups of(ClusterName cluster) {
        try {
            return new Backups.In(stores(cluster.value())
                    .distinct()
                    .collect(Collectors.toMap(store -> store, store -> regions.getOrDefault(store, ""))));
        } catch (WebApplicationException e) {
            return e.getResponse().getStatus() == 404
                    ? new Backups.In(Map.of())
                    : new Backups.Unknown("backup-service answers with status "
                            + e.getResponse().getStatus());
        } catch (ProcessingException e) {
            return new Backups.Unknown(peer.silence(e));
        }
    }

    private Stream<String> stores(String cluster) {
        List<Backup> complete = backups.backups(cluster).stream()
                .filter(backup -> COMPLETED.equals(backup.state()))
                .toList();
        var copies = complete.stream()
                .limit(BACKUPS_MAX)
                .flatMap(backup -> backups.copies(cluster, backup.backupId()).stream())
                .filter(copy -> COMPLETED.equals(copy.state()))
                .map(BackupGateway.Copy::copyTo);
        return Stream.concat(complete.stream().map(Backup::store), copies);
    }
}
