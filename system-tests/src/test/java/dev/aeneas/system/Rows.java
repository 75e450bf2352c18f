package dev.aeneas.system;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Rows written and counted by a plain client of one datacenter, at LOCAL_QUORUM. */
final class Rows implements AutoCloseable {
    private final CqlSession session;

    Rows(Path secrets, String cluster, String datacenter, List<String> addresses) {
        var login = new CredentialsFolder(secrets).find(cluster).orElseThrow().cql();
        var config = DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(20))
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
        session = CqlSession.builder()
                .addContactPoints(addresses.stream()
                        .map(address -> new InetSocketAddress(address, 9042))
                        .toList())
                .withLocalDatacenter(datacenter)
                .withAuthCredentials(login.username(), login.password())
                .withConfigLoader(config)
                .build();
    }

    void change(String schema) {
        session.execute(SimpleStatement.newInstance(schema).setTimeout(Duration.ofMinutes(1)));
    }

    void write(int count) {
        session.execute("CREATE KEYSPACE IF NOT EXISTS troy WITH replication ="
                + " {'class': 'NetworkTopologyStrategy', 'east': 3, 'west': 3}");
        session.execute("CREATE TABLE IF NOT EXISTS troy.citizens (id int PRIMARY KEY, name text)");
        var insert = session.prepare("INSERT INTO troy.citizens (id, name) VALUES (?, ?)");
        for (int id = 0; id < count; id++) {
            session.execute(insert.bind(id, "citizen " + id));
        }
    }

    /** Whether a write at this level succeeds, and a read where Cassandra reads at it. */
    boolean served(String level, boolean reads) {
        var consistency = DefaultConsistencyLevel.valueOf(level);
        try {
            session.execute(SimpleStatement.newInstance("INSERT INTO troy.citizens (id, name) VALUES (0, 'citizen 0')")
                    .setConsistencyLevel(consistency));
            if (reads) {
                session.execute(SimpleStatement.newInstance("SELECT name FROM troy.citizens WHERE id = 0")
                        .setConsistencyLevel(consistency));
            }
            return true;
        } catch (DriverException e) {
            return false;
        }
    }

    long count() {
        return count("troy.citizens");
    }

    /** Of another table than its own. */
    long count(String table) {
        return session.execute("SELECT id FROM " + table).all().size();
    }

    @Override
    public void close() {
        session.close();
    }
}
