package dev.aeneas.platform.adapter.store;

import java.util.List;

/** The tables of every service's keyspace. */
final class StoreSchema {
    /**
     * {@code journal}: a process is a partition; static columns are its state, rows are what it recorded on each input.
     *
     * <p>{@code processes}: an index that may name a process that does not exist, and never misses one that does.
     *
     * <p>{@code open_processes}: those that may not be closed, in one partition, since they are asked for all the time. A
     * row's version is its timestamp too, so that the highest stays, whoever writes last. A row that came back after its
     * tombstone is forgotten would be looked at once more and closed again, so tombstones need not stay for long.
     *
     * <p>{@code leases}: who leads, until when (by time to live).
     */
    static final List<String> TABLES = List.of(
            """
            CREATE TABLE IF NOT EXISTS journal (
              process text, input text, seq int,
              version bigint static, state text static, correlation text static, newest_input text static, trace text static,
              message text, type text, source text, at timestamp, correlation_id text, body text, trace_then text, version_then bigint,
              PRIMARY KEY (process, input, seq))""",
            "CREATE TABLE IF NOT EXISTS processes (kind text, id text, PRIMARY KEY (kind, id))",
            "CREATE TABLE IF NOT EXISTS open_processes (service text, kind text, id text, version bigint,"
                    + " PRIMARY KEY (service, kind, id)) WITH gc_grace_seconds = 3600",
            "CREATE TABLE IF NOT EXISTS leases (name text PRIMARY KEY, owner text)");

    private StoreSchema() {}
}
