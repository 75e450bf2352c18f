package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.PaceConfig;
import dev.aeneas.backup.adapter.cluster.ManagedSeeLoad;
import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.pace.NodePaces;
import dev.aeneas.backup.pace.PacePolicy;
import dev.aeneas.backup.pace.Paces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Keeps copies out of clients' way, as the settings say. */
@ApplicationScoped
public class PaceRuntime {
    private final PaceConfig config;

    public PaceRuntime(BackupConfig config) {
        this.config = config.pace();
    }

    @Produces
    @Singleton
    Paces paces(NodeAccess access) {
        return config.enabled()
                ? new NodePaces(new ManagedSeeLoad(access), policy(), InstantSource.system())
                : Paces.NONE;
    }

    void close(@Disposes Paces paces) {
        if (paces instanceof NodePaces nodes) {
            nodes.close();
        }
    }

    private PacePolicy policy() {
        return new PacePolicy(
                config.every(),
                new PacePolicy.Rates(config.floor(), config.cap()),
                new PacePolicy.Limits(config.cpuMax(), config.machineCpuMax(), config.compactionsMax()),
                new PacePolicy.Clients(
                        config.clientsMin(),
                        config.latencyFactor(),
                        config.latencySlack(),
                        config.window(),
                        config.learnEvery()),
                config.compactionsWait());
    }
}
