package dev.aeneas.examples.orders;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;

/** The table {@code orders (id bigint PRIMARY KEY, placed timestamp)} of a keyspace that exists. */
final class Orders {
    /** Every node takes part in a change of the schema, and it is waited for: longer than a request. */
    private static final Duration SCHEMA_BOUND = Duration.ofSeconds(20);

    private final CqlSession session;
    private final String table;

    Orders(CqlSession session, String keyspace) {
        this.session = session;
        this.table = keyspace + ".orders";
    }

    void create() {
        session.execute(SimpleStatement.newInstance(
                        "CREATE TABLE IF NOT EXISTS " + table + " (id bigint PRIMARY KEY, placed timestamp)")
                .setTimeout(SCHEMA_BOUND));
    }

    /** Idempotent, so that the driver may ask another node when one fails; no level: the configuration's holds. */
    PreparedStatement insert() {
        return session.prepare(
                SimpleStatement.newInstance("INSERT INTO " + table + " (id, placed) VALUES (?, toTimestamp(now()))")
                        .setIdempotent(true));
    }

    /** How many of these ids are not there. */
    long missing(Iterable<Long> ids) {
        var select = session.prepare(SimpleStatement.newInstance("SELECT id FROM " + table + " WHERE id = ?")
                .setIdempotent(true));
        long missing = 0;
        for (long id : ids) {
            if (session.execute(select.bind(id)).one() == null) {
                missing++;
            }
        }
        return missing;
    }
}
