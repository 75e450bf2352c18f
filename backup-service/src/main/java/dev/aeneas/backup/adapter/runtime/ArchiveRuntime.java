package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.ArchiveConfig;
import dev.aeneas.backup.SecretsConfig;
import dev.aeneas.backup.adapter.cluster.LocalCommitLogs;
import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.archive.ShipLogs;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.topology.KnownCluster;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.Leadership;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ships commit logs in the replica that leads, all clusters in one thread: a round of a quiet cluster is a few small reads. */
@ApplicationScoped
public class ArchiveRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRuntime.class);

    private final ArchiveConfig config;
    private final Leadership leadership;
    private final Journal journal;
    private final ArchivedClusters archived;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    public ArchiveRuntime(
            ArchiveConfig config, Leadership leadership, Journal journal, KnownClusters topologies, Wiring wiring) {
        this.config = config;
        this.leadership = leadership;
        this.journal = journal;
        this.archived = new ArchivedClusters(topologies, wiring.ship(config.store()));
    }

    /** What ships a cluster's logs is made of. */
    @ApplicationScoped
    public static class Wiring {
        private final BackupStores stores;
        private final SecretsConfig secrets;

        public Wiring(BackupStores stores, SecretsConfig secrets) {
            this.stores = stores;
            this.secrets = secrets;
        }

        Function<ClusterName, ShipLogs> ship(String store) {
            var access = new NodeAccess(
                    secrets.folder().map(CredentialsFolder::new),
                    node -> NodeAddress.of(node.address()),
                    JmxBounds.DEFAULT);
            var logs = new LocalCommitLogs(access);
            return cluster -> new ShipLogs(cluster, stores.named(store), logs, InstantSource.system());
        }
    }

    void start(@Observes StartupEvent event) {
        if (!config.every().isZero()) {
            every(config.lookEvery().toMillis(), this::look);
            every(config.every().toMillis(), archived::round);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void look() {
        archived.look(journal.all(KnownCluster.KIND.name()).stream()
                .map(ClusterName::new)
                .toList());
    }

    private void every(long millis, Runnable task) {
        Runnable guarded = () -> {
            try {
                if (leadership.leads()) {
                    task.run();
                } else {
                    archived.look(List.of()); // another replica goes on, and the store knows how far it came
                }
            } catch (RuntimeException e) {
                LOG.warn("Commit logs are not shipped: {}", e.toString());
            }
        };
        thread.scheduleWithFixedDelay(guarded, 0, millis, TimeUnit.MILLISECONDS);
    }
}
