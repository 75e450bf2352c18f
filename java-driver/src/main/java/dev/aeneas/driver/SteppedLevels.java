package dev.aeneas.driver;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.aeneas.driver.ClientRouting.Consistency;
import java.util.Locale;
import java.util.Set;

/**
 * The driver's configuration with the levels replaced that a lost datacenter makes fail.
 *
 * @param readProfiles take the routing's read level
 */
record SteppedLevels(Set<String> readProfiles) {
    /** Counted over all datacenters. Local levels and ONE, TWO, THREE find their replicas where clients are; serial ones are never touched. */
    private static final Set<String> NEEDS_EVERY_DATACENTER = Set.of("ALL", "EACH_QUORUM", "QUORUM");

    private static final String LEVEL = DefaultDriverOption.REQUEST_CONSISTENCY.getPath();
    private static final String PROFILES = "profiles";
    private static final String BASE = "default";

    /** Below {@code datastax-java-driver}, as the driver's loader gives it. */
    Config applied(Config config, Consistency to) {
        var stepped = replaced(config, LEVEL, readProfiles.contains(BASE) ? to.read() : to.write());
        if (!config.hasPath(PROFILES)) {
            return stepped;
        }
        for (String profile : config.getConfig(PROFILES).root().keySet()) {
            stepped = profile(config, stepped, profile, to);
        }
        return stepped;
    }

    /** A profile that inherits its level is given its own when it steps to another level than the base. */
    private Config profile(Config config, Config stepped, String profile, Consistency to) {
        var path = PROFILES + ".\"" + profile + "\"." + LEVEL;
        var level = config.hasPath(path) ? config.getString(path) : config.getString(LEVEL);
        return needsEveryDatacenter(level)
                ? stepped.withValue(
                        path, ConfigValueFactory.fromAnyRef(readProfiles.contains(profile) ? to.read() : to.write()))
                : stepped;
    }

    private static Config replaced(Config config, String path, String level) {
        return needsEveryDatacenter(config.getString(path))
                ? config.withValue(path, ConfigValueFactory.fromAnyRef(level))
                : config;
    }

    private static boolean needsEveryDatacenter(String level) {
        return NEEDS_EVERY_DATACENTER.contains(level.toUpperCase(Locale.ROOT));
    }
}
