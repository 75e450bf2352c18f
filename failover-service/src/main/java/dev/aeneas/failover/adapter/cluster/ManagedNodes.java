package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.credentials.NodeAuthority;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.management.NodeWays;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to managed clusters, with the credentials that provisioning wrote down. */
@ApplicationScoped
public class ManagedNodes {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedNodes.class);

    private static final Duration AUTHORITY_FRESH = Duration.ofSeconds(10);

    private final CredentialsFolder credentials;

    /** Kept, since each bounds how many calls to a frozen node may hang; another login is another way. */
    private final Map<Way, ReachNodes> ways = new ConcurrentHashMap<>();

    private final Map<ClusterName, Believed> authorities = new ConcurrentHashMap<>();

    public ManagedNodes(@ConfigProperty(name = "aeneas.secrets.folder", defaultValue = "secrets") Path folder) {
        this.credentials = new CredentialsFolder(folder);
    }

    private record Believed(Optional<NodeAuthority> found, long atNanos) {
        static Believed now(Optional<NodeAuthority> found) {
            return new Believed(found, System.nanoTime());
        }

        boolean isFresh() {
            return System.nanoTime() - atNanos < AUTHORITY_FRESH.toNanos();
        }
    }

    private record Way(ClusterName cluster, Optional<ClusterCredentials> logins) {}

    /** Node by node, in the way that the cluster's nodes are operated; one whose logins cannot be read lets nobody in. */
    public ReachNodes reach(ClusterName cluster) {
        try {
            var way = new Way(cluster, logins(cluster));
            return ways.computeIfAbsent(way, w -> NodeWays.of(w.logins(), JmxBounds.DEFAULT));
        } catch (IllegalStateException e) {
            return node -> {
                throw new NodeRefused(node, "connect", e.getMessage(), e);
            };
        }
    }

    /** By CQL, through one datacenter only; one whose logins cannot be read lets nobody in. */
    public CqlCluster connect(ClusterName cluster, DatacenterName datacenter, List<NodeAddress> nodes) {
        try {
            return new CqlClusters(CqlBounds.DEFAULT)
                    .connect(ClusterContact.of(nodes, datacenter.value(), logins(cluster)));
        } catch (IllegalStateException e) {
            throw new ClusterException.AccessDenied(e.getMessage(), e);
        }
    }

    /**
     * Of the role that Aeneas uses; empty for a cluster without authentication, or one that nobody wrote down yet.
     *
     * @throws IllegalStateException when they cannot be read
     */
    public Optional<ClusterCredentials> logins(ClusterName cluster) {
        return credentials.find(cluster.value());
    }

    /**
     * Of nodes that are spoken with over TLS, for whoever asks often: read every few seconds, and as it was read last while it cannot be
     * read; where it never could be, nobody is believed. A broken file is no lost region.
     */
    public Optional<NodeAuthority> authority(ClusterName cluster) {
        return authorities
                .compute(cluster, (c, last) -> last != null && last.isFresh() ? last : read(c, last))
                .found();
    }

    private Believed read(ClusterName cluster, Believed last) {
        try {
            return Believed.now(credentials.authority(cluster.value()));
        } catch (IllegalStateException | UncheckedIOException e) {
            if (last == null) {
                LOG.warn("No node is believed: clusterId={} reason={}", cluster, e.getMessage());
                return Believed.now(Optional.of(NodeAuthority.unread()));
            }
            LOG.warn("Nodes are believed as before: clusterId={} reason={}", cluster, e.getMessage());
            return Believed.now(last.found());
        }
    }
}
