package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.aeneas.backup.restore.TableDigest;
import dev.aeneas.sstables.RowHash;

/**
 * Reads the rows of a part of the ring page by page; for several threads.
 *
 * <p>A page holds as many rows as keep its bytes bounded: the node that answers has all of it in its heap at once.
 */
record ReadTablePart(CqlSession session, PreparedStatement select, TableColumns columns, int pageRows) {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int FIRST_PAGE_ROWS = 20;

    TableDigest read(RingParts.Part part) {
        var statement = select.boundStatementBuilder(part.after(), part.last())
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                .setPageSize(Math.min(FIRST_PAGE_ROWS, pageRows))
                .setIdempotence(true)
                .setNode(part.node())
                .build();
        var hash = new RowHash();
        var page = ask(statement);
        int rows = addPage(page, hash);
        while (page.getExecutionInfo().getPagingState() != null) {
            var told = page.getExecutionInfo();
            page = ask(statement
                    .setPagingState(told.getPagingState())
                    .setPageSize(rowsOfNext(rows, told.getResponseSizeInBytes())));
            rows = addPage(page, hash);
        }
        return new TableDigest(hash.rows(), hash.digest());
    }

    /** A node that is asked by name is the only one that is asked: when it does not answer, others have replicas too. */
    private ResultSet ask(BoundStatement statement) {
        if (statement.getNode() == null) {
            return session.execute(statement);
        }
        try {
            return session.execute(statement);
        } catch (DriverException e) {
            return session.execute(statement.setNode(null));
        }
    }

    private int addPage(ResultSet page, RowHash hash) {
        int rows = page.getAvailableWithoutFetching();
        for (int left = rows; left > 0; left--) {
            add(page.one(), hash);
        }
        return rows;
    }

    /** Grows by little: the rows that follow may be larger than those before. */
    int rowsOfNext(int rows, int bytes) {
        int atMost = Math.min(Math.max(1, rows) * 2, pageRows);
        long bytesOfRow = Math.max(1, bytes / Math.max(1, rows));
        return (int) Math.max(1, Math.min(atMost, PAGE_BYTES / bytesOfRow));
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
