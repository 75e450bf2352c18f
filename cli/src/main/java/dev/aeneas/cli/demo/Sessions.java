package dev.aeneas.cli.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultProtocolVersion;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.aeneas.cassandra.credentials.Credentials;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Driver sessions as an application would open them: one datacenter each, every wait bounded. */
final class Sessions {
    private static final int CQL_PORT = 9042;
    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private Sessions() {}

    /** A session whose requests go to that datacenter only. */
    static CqlSession open(String datacenter, List<String> addresses, Credentials login) {
        return CqlSession.builder()
                .withLocalDatacenter(datacenter)
                .addContactPoints(addresses.stream()
                        .map(address -> new InetSocketAddress(address, CQL_PORT))
                        .toList())
                .withAuthCredentials(login.username(), login.password())
                .withConfigLoader(config())
                .build();
    }

    private static DriverConfigLoader config() {
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, DefaultProtocolVersion.V5.name())
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST)
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, CONNECT)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, CONNECT)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }
}
