package dev.aeneas.failover.adapter.runtime;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every cluster as the store last said it, for readers that must not wait for the store. */
@ApplicationScoped
public class KnownClusters {
    private static final Logger LOG = LoggerFactory.getLogger(KnownClusters.class);

    private final ProcessEngine engine;
    private final ProcessKind<ClusterFailover> kind;
    private final Map<ClusterName, ClusterFailover> known = new ConcurrentHashMap<>();

    public KnownClusters(ProcessEngine engine, ProcessKind<ClusterFailover> kind) {
        this.engine = engine;
        this.kind = kind;
    }

    public Collection<ClusterFailover> all() {
        return List.copyOf(known.values());
    }

    public Optional<ClusterFailover> find(ClusterName cluster) {
        return Optional.ofNullable(known.get(cluster));
    }

    /** Asks the store, within its bound; while it is away the last known state stays. */
    void refresh() {
        try {
            engine.findAll(kind).forEach(this::put);
        } catch (Journal.Unavailable e) {
            LOG.warn("Clusters are as last known: {}", e.getMessage());
        }
    }

    /** As {@link #refresh()}, for one cluster of which something was heard. */
    public void refresh(ClusterName cluster) {
        try {
            engine.find(kind, cluster.value()).ifPresent(this::put);
        } catch (Journal.Unavailable e) {
            LOG.warn("Cluster {} is as last known: {}", cluster, e.getMessage());
        }
    }

    private void put(ClusterFailover state) {
        known.put(state.topology().cluster(), state);
    }
}
