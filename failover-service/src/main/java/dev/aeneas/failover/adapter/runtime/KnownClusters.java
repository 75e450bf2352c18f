package dev.aeneas.failover.adapter.runtime;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessEngine.Versioned;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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
    private final Map<ClusterName, Versioned<ClusterFailover>> known = new ConcurrentHashMap<>();

    public KnownClusters(ProcessEngine engine, ProcessKind<ClusterFailover> kind) {
        this.engine = engine;
        this.kind = kind;
    }

    public Collection<ClusterFailover> all() {
        return known.values().stream().map(Versioned::state).toList();
    }

    public Optional<ClusterFailover> find(ClusterName cluster) {
        return Optional.ofNullable(known.get(cluster)).map(Versioned::state);
    }

    /**
     * Asks the store which clusters have changed, and for those, within its bound; while it is away the last known state stays. No
     * cluster is ever closed, so none is missed.
     */
    void refresh() {
        try {
            engine.open(kind).forEach((id, version) -> {
                if (!isKnown(new ClusterName(id), version)) {
                    read(id);
                }
            });
        } catch (Journal.Unavailable e) {
            LOG.warn("Clusters are as last known: {}", e.getMessage());
        }
    }

    /** As {@link #refresh()}, for one cluster of which something was heard. */
    public void refresh(ClusterName cluster) {
        try {
            read(cluster.value());
        } catch (Journal.Unavailable e) {
            LOG.warn("Cluster {} is as last known: {}", cluster, e.getMessage());
        }
    }

    private boolean isKnown(ClusterName cluster, long version) {
        var last = known.get(cluster);
        return last != null && last.version() == version;
    }

    /** Two threads may read: the newer state stays. */
    private void read(String id) {
        engine.findVersioned(kind, id)
                .ifPresent(read -> known.merge(
                        read.state().topology().cluster(), read, (a, b) -> a.version() > b.version() ? a : b));
    }
}
