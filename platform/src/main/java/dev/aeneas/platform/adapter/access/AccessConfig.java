package dev.aeneas.platform.adapter.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whose tokens the gateways believe. With neither of the two nobody gets in. */
@ConfigMapping(prefix = "aeneas.access")
public interface AccessConfig {
    /** A file with a line {@code name token role[,role...]} for each caller; read again when it changes. */
    Optional<Path> tokensFile();

    /** Whether the tokens of the identity provider that {@code quarkus.oidc.*} names count. */
    @WithDefault("false")
    boolean oidc();

    /** Denials of one reason that become events within {@link #auditWindow}; more are counted and told with the next. */
    @WithDefault("60")
    int auditMax();

    @WithDefault("1m")
    Duration auditWindow();
}
