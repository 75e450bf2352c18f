package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.aeneas.backup.restore.TableDigest;
import dev.aeneas.sstables.RowHash;

/** Reads the rows of a part of the ring page by page; for several threads. */
record ReadTablePart(CqlSession session, PreparedStatement select, TableColumns columns, int pageRows) {

    TableDigest read(RingParts.Part part) {
        var statement = select.boundStatementBuilder(part.after(), part.last())
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                .setPageSize(pageRows)
                .setIdempotence(true)
                .build();
        var hash = new RowHash();
        for (var row : session.execute(statement)) {
            add(row, hash);
        }
        return new TableDigest(hash.rows(), hash.digest());
    }

    private void add(Row row, RowHash hash) {
        int keys = columns.partitionKey().size() + columns.clustering().size();
        for (int i = 0; i < keys; i++) {
            hash.key(row.getBytesUnsafe(i));
        }
        for (var name : columns.others()) {
            hash.column(name, row.getBytesUnsafe(keys++));
        }
        hash.endRow();
    }
}
