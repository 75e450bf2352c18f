package dev.aeneas.cassandra.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.time.Duration;

/** Opens driver sessions to managed clusters; requests go to the local datacenter only. */
public final class CqlClusters implements ReachCluster {
    private final CqlBounds bounds;

    public CqlClusters(CqlBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public CqlCluster connect(ClusterContact contact) {
        return new CqlCluster(open(contact), bounds);
    }

    private CqlSession open(ClusterContact contact) {
        CqlSessionBuilder builder = CqlSession.builder()
                .withLocalDatacenter(contact.localDatacenter())
                .withConfigLoader(config())
                .addContactPoints(
                        contact.contactPoints().stream().map(NodeAddress::cql).toList());
        contact.credentials().ifPresent(role -> builder.withAuthCredentials(role.username(), role.password()));
        contact.authority().ifPresent(authority -> builder.withSslContext(authority.context()));
        try {
            return builder.build();
        } catch (DriverException e) {
            throw CqlErrors.notConnected(contact, e);
        }
    }

    private DriverConfigLoader config() {
        return DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, bounds.connect())
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, bounds.connect())
                .withDuration(DefaultDriverOption.CONNECTION_SET_KEYSPACE_TIMEOUT, bounds.connect())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, bounds.connect())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, bounds.schemaChange())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, bounds.request())
                // we read system_schema ourselves; the driver would fetch all of it on every change
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, bounds.request())
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofSeconds(1))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(10))
                .build();
    }
}
