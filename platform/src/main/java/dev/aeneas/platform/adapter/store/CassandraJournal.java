package dev.aeneas.platform.adapter.store;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The journal in the control store: one partition per process, one conditional batch per decision.
 *
 * <p>Reads are serial, so that a conditional write that timed out is seen, or finished, before anything is decided on it.
 */
public final class CassandraJournal implements Journal {
    /** The row that says that an input was decided, also when nothing was said on it. */
    private static final int INPUT = -1;

    private final Store store;
    private final int recordedTtlSeconds;

    private final PreparedCql selectState = new PreparedCql(
            "SELECT version, state, correlation, newest_input, trace FROM journal WHERE process = ? LIMIT 1");
    private final PreparedCql selectRecorded = new PreparedCql(
            "SELECT seq, message, type, source, at, correlation_id, body, trace_then FROM journal WHERE process = ? AND input = ?");
    private final PreparedCql updateState =
            new PreparedCql("UPDATE journal SET version = ?, state = ?, correlation = ?, newest_input = ?, trace = ?"
                    + " WHERE process = ? IF version = ?");
    private final PreparedCql insertRecorded = new PreparedCql(
            "INSERT INTO journal (process, input, seq, message, type, source, at, correlation_id, body, trace_then, version_then)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?");
    private final PreparedCql insertIndex = new PreparedCql("INSERT INTO processes (kind, id) VALUES (?, ?)");
    private final PreparedCql selectIndex = new PreparedCql("SELECT id FROM processes WHERE kind = ?");
    private final PreparedCql insertOpen = new PreparedCql(
            "INSERT INTO open_processes (service, kind, id, version) VALUES ('this', ?, ?, ?) USING TIMESTAMP ?");
    private final PreparedCql deleteOpen = new PreparedCql(
            "DELETE FROM open_processes USING TIMESTAMP ? WHERE service = 'this' AND kind = ? AND id = ?");
    private final PreparedCql selectOpen =
            new PreparedCql("SELECT kind, id, version FROM open_processes WHERE service = 'this'");

    /**
     * Keeps processes in the service's keyspace.
     *
     * @param recordedFor how long an input is remembered as decided; a redelivery must come sooner
     */
    public CassandraJournal(Store store, Duration recordedFor) {
        this.store = store;
        this.recordedTtlSeconds = Math.toIntExact(recordedFor.toSeconds());
    }

    @Override
    public Optional<Entry> load(ProcessId process) {
        return Optional.ofNullable(read(selectState, process.toString()).one())
                .filter(row -> !row.isNull("version"))
                .map(row -> new Entry(
                        row.getLong("version"),
                        row.getString("state"),
                        row.getString("correlation"),
                        row.getString("newest_input"),
                        row.getString("trace")));
    }

    @Override
    public Optional<List<Envelope>> recorded(ProcessId process, String inputId) {
        var rows = read(selectRecorded, process.toString(), inputId).all();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(rows.stream()
                .filter(row -> row.getInt("seq") != INPUT)
                .map(row -> envelope(row, inputId))
                .toList());
    }

    @Override
    public boolean append(ProcessId process, Append append) {
        // before the process has this version, so that the indexes never miss one
        if (append.opens()) {
            execute(insertIndex.of(store).bind(process.kind(), process.id()));
        }
        execute(insertOpen.of(store).bind(process.kind(), process.id(), append.version(), append.version()));
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.LOGGED)
                .setSerialConsistencyLevel(store.serialConsistency())
                .setIdempotence(false)
                .addStatement(updateState
                        .of(store)
                        .bind(
                                append.version(),
                                append.state(),
                                append.input().correlationId(),
                                append.input().id(),
                                append.input().trace(),
                                process.toString(),
                                append.version() == 1 ? null : append.version() - 1));
        recordings(process, append)
                .forEach(values -> batch.addStatement(insertRecorded.of(store).bind(values)));
        return execute(batch.build()).wasApplied();
    }

    @Override
    public void close(ProcessId process, long version) {
        execute(deleteOpen.of(store).bind(version, process.kind(), process.id()));
    }

    @Override
    public List<Open> open() {
        return execute(selectOpen.of(store).bind()).all().stream()
                .map(row -> new Open(new ProcessId(row.getString("kind"), row.getString("id")), row.getLong("version")))
                .toList();
    }

    @Override
    public List<String> all(String kind) {
        return execute(selectIndex.of(store).bind(kind)).all().stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    private List<Object[]> recordings(ProcessId process, Append append) {
        var rows = new ArrayList<Object[]>();
        var input = append.input();
        rows.add(row(process, append, INPUT, input.id(), input.body().getClass().getSimpleName(), null, null));
        for (var message : append.messages()) {
            var body = new String(WireFormat.write(message.body()), StandardCharsets.UTF_8);
            rows.add(row(
                    process,
                    append,
                    rows.size() - 1,
                    message.id(),
                    message.type(),
                    message.source().toString(),
                    body));
        }
        return rows;
    }

    private Object[] row(
            ProcessId process, Append append, int seq, String messageId, String type, String source, String body) {
        var input = append.input();
        return new Object[] {
            process.toString(),
            input.id(),
            seq,
            messageId,
            type,
            source,
            input.at(),
            input.correlationId(),
            body,
            input.trace(),
            append.version(),
            recordedTtlSeconds
        };
    }

    private static Envelope envelope(Row row, String inputId) {
        var type = MessageTypes.find(row.getString("type")).orElseThrow();
        return new Envelope(
                row.getString("message"),
                URI.create(row.getString("source")),
                row.getInstant("at"),
                row.getString("correlation_id"),
                inputId,
                row.getString("trace_then"),
                WireFormat.read(row.getString("body").getBytes(StandardCharsets.UTF_8), type));
    }

    private ResultSet read(PreparedCql cql, Object... values) {
        return execute(cql.of(store).bind(values).setConsistencyLevel(store.serialConsistency()));
    }

    private ResultSet execute(Statement<?> statement) {
        try {
            return store.session().execute(statement);
        } catch (QueryValidationException e) {
            throw e; // waiting would not help
        } catch (DriverException e) {
            throw new Unavailable("the control store did not answer: " + e.getMessage(), e);
        }
    }

    /** A statement that is prepared when it is first used: the store may come later than the service. */
    private static final class PreparedCql {
        private final String cql;
        private volatile PreparedStatement prepared;

        PreparedCql(String cql) {
            this.cql = cql;
        }

        PreparedStatement of(Store store) {
            if (prepared == null) {
                try {
                    prepared = store.session().prepare(cql);
                } catch (DriverException e) {
                    throw new Unavailable("the control store did not answer: " + e.getMessage(), e);
                }
            }
            return prepared;
        }
    }
}
