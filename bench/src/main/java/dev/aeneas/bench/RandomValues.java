package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** Random values in a table, so that compression does not make them smaller. */
final class RandomValues {
    static final String KEYSPACE = "load";
    private static final String TABLE = KEYSPACE + ".rows";
    private static final int VALUE_BYTES = 32 << 10;
    private static final int VALUES_IN_MIB = (1 << 20) / VALUE_BYTES;
    private static final int UNDER_WAY_MAX = 32;

    private final Random random = new Random(7);
    private int written;

    /** Creates the table, kept so many times in one datacenter; fine if it is there. */
    static void create(CqlSession session, String datacenter, int replicas) {
        session.execute("CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE + " WITH replication = "
                + "{'class': 'NetworkTopologyStrategy', '" + datacenter + "': " + replicas + "}");
        session.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (id int PRIMARY KEY, value blob)");
    }

    /** Writes until there are so many in all. */
    void growTo(CqlSession session, int mebibytes) {
        var insert = session.prepare("INSERT INTO " + TABLE + " (id, value) VALUES (?, ?)");
        var underWay = new ArrayDeque<CompletionStage<AsyncResultSet>>();
        for (; written < mebibytes * VALUES_IN_MIB; written++) {
            if (underWay.size() == UNDER_WAY_MAX) {
                underWay.remove().toCompletableFuture().join();
            }
            var value = new byte[VALUE_BYTES];
            random.nextBytes(value);
            var statement = insert.bind(written, ByteBuffer.wrap(value)).setIdempotent(true);
            underWay.add(session.executeAsync(statement));
        }
        underWay.forEach(answer -> answer.toCompletableFuture().join());
    }
}
