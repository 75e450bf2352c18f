package dev.aeneas.driver;

import com.datastax.oss.driver.api.core.config.DriverOption;

/** The options in the driver's configuration; {@code reference.conf} says what each means and its default. */
public enum AeneasOption implements DriverOption {
    CLUSTER("cluster"),
    GATEWAYS("gateways"),
    TOKEN_FILE("token-file"),
    ROUTING_FILE("routing-file"),
    STARTUP_TIMEOUT("startup-timeout"),
    FIRST_START_TIMEOUT("first-start-timeout"),
    CONNECT_TIMEOUT("connect-timeout"),
    RETRY_INTERVAL("retry-interval"),
    STREAM_AGE("stream-age"),
    WARM_NODES("warm-nodes"),
    STEP_CONSISTENCY("step-consistency"),
    READ_PROFILES("read-profiles");

    private final String path;

    AeneasOption(String name) {
        this.path = "aeneas." + name;
    }

    @Override
    public String getPath() {
        return path;
    }
}
