package dev.aeneas.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last known routing on disk. A disk that fails is told of and stops nobody: what is followed does not depend on it. */
final class RoutingFile {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingFile.class);

    private final Optional<Path> file;

    /** Empty: nothing is kept. */
    RoutingFile(Optional<Path> file) {
        this.file = file.map(Path::toAbsolutePath);
    }

    Optional<ClientRouting> read() {
        return file.filter(Files::exists).flatMap(RoutingFile::read);
    }

    private static Optional<ClientRouting> read(Path path) {
        try {
            return RoutingJson.read(Files.readString(path), path);
        } catch (IOException e) {
            LOG.warn("The last known routing could not be read", e);
            return Optional.empty();
        }
    }

    void write(ClientRouting routing) {
        file.ifPresent(path -> {
            try {
                Files.createDirectories(path.getParent());
                // moved into place: a process that dies meanwhile leaves the old one whole
                var draft = Files.createTempFile(path.getParent(), "routing", ".tmp");
                Files.writeString(draft, RoutingJson.write(routing));
                Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                LOG.warn("The routing could not be kept", e);
            }
        });
    }
}
