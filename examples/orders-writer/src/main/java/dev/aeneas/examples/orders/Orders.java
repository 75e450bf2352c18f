package dev.aeneas.examples.orders;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/** The table {@code orders (id bigint PRIMARY KEY, placed timestamp)} of a keyspace that exists. */
final class Orders {
    private final CqlSession session;
    private final String table;

    Orders(CqlSession session, String keyspace) {
        this.session = session;
        this.table = keyspace + ".orders";
    }

    void create() {
        session.execute("CREATE TABLE IF NOT EXISTS " + table + " (id bigint PRIMARY KEY, placed timestamp)");
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
