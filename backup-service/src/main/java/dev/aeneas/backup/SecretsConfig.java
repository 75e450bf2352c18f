package dev.aeneas.backup;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the credentials of managed clusters are; without a folder no cluster has any. */
@ConfigMapping(prefix = "aeneas.secrets")
public interface SecretsConfig {
    Optional<Path> folder();
}
