package dev.aeneas.cassandra.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One file per cluster, {@code <cluster>.properties}, that only its owner can read: written by the local provider, mounted
 * from a secret on Kubernetes. Beside it {@code <cluster>.ca.crt}, where the cluster's nodes are spoken with over TLS: put there by
 * whoever gave the nodes their certificates, and read anew each time.
 */
public final class CredentialsFolder {
    private static final String MANAGEMENT_PORT = "management.port";
    private static final String SIDECAR_PORT = "sidecar.port";

    private final Path folder;

    /** As read last, so that each keeps its TLS sessions for as long as its file is the same. */
    private final Map<String, NodeAuthority> authorities = new ConcurrentHashMap<>();

    public CredentialsFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The credentials of a cluster; empty where there are none yet.
     *
     * @throws IllegalStateException when what lies beside them is no certificate
     */
    public Optional<ClusterCredentials> find(String cluster) {
        var values = new Properties();
        try (var in = Files.newInputStream(file(cluster))) {
            values.load(in);
            return Optional.of(new ClusterCredentials(
                    login(values, "cql"),
                    login(values, "jmx"),
                    port(values, MANAGEMENT_PORT),
                    port(values, SIDECAR_PORT),
                    authority(cluster)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of a cluster whose nodes are spoken with over TLS, whether or not its logins are known.
     *
     * @throws IllegalStateException when its file holds no certificates
     */
    public Optional<NodeAuthority> authority(String cluster) {
        var file = authorityFile(cluster);
        try {
            var pem = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Optional.of(authorities.compute(
                    cluster, (c, read) -> read != null && read.isOf(pem) ? read : NodeAuthority.of(pem)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " does not hold certificates as PEM: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether logins are made and forgotten here; where they are mounted, as from a secret, somebody else does. */
    public boolean isWritable() {
        return !Files.exists(folder) || Files.isWritable(folder);
    }

    /** Writes them so that a reader sees all of them or none; but not the authority, which comes from elsewhere. */
    public void put(String cluster, ClusterCredentials credentials) {
        var values = new Properties();
        put(values, "cql", credentials.cql());
        put(values, "jmx", credentials.jmx());
        put(values, MANAGEMENT_PORT, credentials.managementPort());
        put(values, SIDECAR_PORT, credentials.sidecarPort());
        try {
            Files.createDirectories(folder);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var temporary = Files.createTempFile(folder, cluster, ".tmp", ownerOnly);
            try (var out = Files.newOutputStream(temporary)) {
                values.store(out, null);
            }
            Files.move(temporary, file(cluster), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String cluster) {
        try {
            Files.deleteIfExists(file(cluster));
            Files.deleteIfExists(authorityFile(cluster));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String cluster) {
        return folder.resolve(cluster + ".properties");
    }

    private Path authorityFile(String cluster) {
        return folder.resolve(cluster + ".ca.crt");
    }

    private static Credentials login(Properties values, String kind) {
        return new Credentials(values.getProperty(kind + ".username"), values.getProperty(kind + ".password"));
    }

    private static Integer port(Properties values, String name) {
        var port = values.getProperty(name);
        return port == null ? null : Integer.valueOf(port);
    }

    private static void put(Properties values, String name, Integer port) {
        if (port != null) {
            values.setProperty(name, port.toString());
        }
    }

    private static void put(Properties values, String kind, Credentials login) {
        values.setProperty(kind + ".username", login.username());
        values.setProperty(kind + ".password", login.password());
    }
}
