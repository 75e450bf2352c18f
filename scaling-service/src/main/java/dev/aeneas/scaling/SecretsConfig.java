package dev.aeneas.scaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the logins of managed clusters are: one file per cluster, written by provisioning-service. */
@ConfigMapping(prefix = "aeneas.secrets")
public interface SecretsConfig {
    @WithDefault("${user.home}/.aeneas/secrets")
    Path folder();
}
