package dev.aeneas.local.cassandra;

import dev.aeneas.local.process.AtomicFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Keeps a node's address in its directory, for whoever adopts it. */
final class AddressFile {

    private AddressFile() {}

    static void write(Path file, NodeAddress address) {
        AtomicFile.write(
                file,
                "host=" + address.host() + "\ncql=" + address.cqlPort() + "\nstorage=" + address.storagePort()
                        + "\njmx=" + address.jmxPort() + "\n");
    }

    static NodeAddress read(Path file) {
        Properties entries = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            entries.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return new NodeAddress(
                entries.getProperty("host"), port(entries, "cql"), port(entries, "storage"), port(entries, "jmx"));
    }

    private static int port(Properties entries, String name) {
        return Integer.parseInt(entries.getProperty(name));
    }
}
