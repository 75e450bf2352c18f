package dev.aeneas.provisioning.adapter.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provider over cass-operator: regions are contexts of Kubernetes, sizes are resources of pods. */
@ConfigMapping(prefix = "aeneas.kubernetes")
public interface KubernetesConfig {
    /** File with the contexts that regions name; empty: every region is the cluster that this runs in. */
    Optional<Path> kubeconfig();

    /** Regions by name. */
    Map<String, Region> regions();

    /** Sizes by name; the one with the smallest heap is the default. */
    Map<String, Size> skus();

    /** Versions of Cassandra that the operator has images for, the default first. */
    @WithDefault("5.0.6")
    List<String> cassandraVersions();

    /** Nodes that a zone may have. */
    @WithDefault("100")
    int nodesPerZone();

    /** Port of the management API of each pod. */
    @WithDefault("8080")
    int managementPort();

    /**
     * Secret in each region's namespace with {@code tls-combined.pem} and {@code ca.crt}; empty: nodes talk in the clear,
     * among each other and to clients. Whom that certificate is signed by, the cluster's logins must tell.
     */
    Optional<String> certificateSecret();

    /** Whether nodes with a certificate refuse CQL in the clear. */
    @WithDefault("required")
    ClientEncryption clientEncryption();

    /** Beside each node, so that it can be backed up. */
    Sidecar sidecar();

    /** What becomes of a datacenter that somebody edited by hand. */
    @WithDefault("show")
    EditPolicy edits();

    /** For one call of a region's API. */
    @WithDefault("10s")
    Duration call();

    /** Calls of one region at work at once, and as many again that wait; more are refused as if it did not answer. */
    @WithDefault("8")
    int calls();

    /** Between two signs of life of a region's API. */
    @WithDefault("10s")
    Duration heartbeat();

    /** For a watch of a region to open, or to open again by itself; then it is begun anew. */
    @WithDefault("1m")
    Duration watchOpens();

    /** For the operator to take notice of an order. */
    @WithDefault("2m")
    Duration operatorSilence();

    /** {@code SHOW}: told as a condition. {@code CORRECT}: told, and ordered again as it was. */
    enum EditPolicy {
        SHOW,
        CORRECT
    }

    /** {@code OPTIONAL}: clients may speak TLS, as long as not all of them can. */
    enum ClientEncryption {
        REQUIRED,
        OPTIONAL
    }

    /** A container that shows a node's files to backup-service. */
    interface Sidecar {
        /** Of backup-service; empty: no sidecar, and no backups. */
        Optional<String> image();

        @WithDefault("8105")
        int port();

        /**
         * Secret in each region's namespace with {@code tls.crt} and {@code tls.key} for a server and {@code ca.crt}, which signs
         * nothing but sidecars and backup-service.
         */
        @WithDefault("sidecar-certificate")
        String certificateSecret();

        @WithDefault("100m")
        String cpu();

        @WithDefault("384Mi")
        String memory();
    }

    /** A region: a namespace of a Kubernetes cluster, with its zones. */
    interface Region {
        /** Of the file; empty: the file's current one, or the cluster that this runs in. */
        Optional<String> context();

        @WithDefault("cassandra")
        String namespace();

        /** Values of the zone label, in the order of racks. */
        List<String> zones();

        @WithDefault("topology.kubernetes.io/zone")
        String zoneLabel();

        /** Empty: the cluster's default one. */
        Optional<String> storageClass();
    }

    /** What each node of a size is given, in Kubernetes' words. */
    interface Size {
        String cpu();

        String memory();

        int heapMegabytes();

        int diskGigabytes();
    }
}
