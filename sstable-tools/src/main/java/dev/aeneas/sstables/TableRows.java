package dev.aeneas.sstables;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import org.apache.cassandra.db.Clustering;
import org.apache.cassandra.db.context.CounterContext;
import org.apache.cassandra.db.marshal.CollectionType;
import org.apache.cassandra.db.marshal.CompositeType;
import org.apache.cassandra.db.marshal.UserType;
import org.apache.cassandra.db.rows.Cell;
import org.apache.cassandra.db.rows.Row;
import org.apache.cassandra.db.rows.RowIterator;
import org.apache.cassandra.db.rows.Rows;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.transport.ProtocolVersion;
import org.apache.cassandra.utils.ByteBufferUtil;

/** Turns live rows into what {@code SELECT *} would return, and adds them to a hash. */
final class TableRows {
    private final TableMetadata table;
    private final List<ColumnMetadata> columns;
    private final RowHash hash;

    TableRows(TableMetadata table, RowHash hash) {
        this.table = table;
        this.hash = hash;
        this.columns = table.columns().stream()
                .filter(column -> !column.isPrimaryKeyColumn())
                .sorted(Comparator.comparing(column -> column.name.toString()))
                .toList();
    }

    void add(RowIterator partition) {
        try (partition) {
            var key = key(partition.partitionKey().getKey());
            var statics = partition.staticRow();
            if (!partition.hasNext() && !statics.isEmpty()) {
                // to CQL a partition of static columns alone is a row without clustering
                add(key, Rows.EMPTY_STATIC_ROW, statics);
            }
            while (partition.hasNext()) {
                add(key, partition.next(), statics);
            }
        }
    }

    private void add(ByteBuffer[] key, Row row, Row statics) {
        for (var part : key) {
            hash.key(part);
        }
        clustering(row.clustering());
        for (var column : columns) {
            hash.column(column.name.toString(), value(column, column.isStatic() ? statics : row));
        }
        hash.endRow();
    }

    private void clustering(Clustering<?> clustering) {
        for (int i = 0; i < table.clusteringColumns().size(); i++) {
            hash.key(clustering == Clustering.STATIC_CLUSTERING ? null : clustering.bufferAt(i));
        }
    }

    private ByteBuffer[] key(ByteBuffer whole) {
        return table.partitionKeyType instanceof CompositeType composite
                ? composite.split(whole)
                : new ByteBuffer[] {whole};
    }

    private static ByteBuffer value(ColumnMetadata column, Row row) {
        if (column.isComplex()) {
            return complex(column, row);
        }
        Cell<?> cell = row.getCell(column);
        if (cell == null) {
            return null;
        }
        return cell.isCounterCell()
                ? ByteBufferUtil.bytes(CounterContext.instance().total(cell))
                : cell.buffer();
    }

    private static ByteBuffer complex(ColumnMetadata column, Row row) {
        var cells = row.getComplexColumnData(column);
        if (cells == null) {
            return null;
        }
        return column.type instanceof UserType type
                ? type.serializeForNativeProtocol(cells.iterator(), ProtocolVersion.CURRENT)
                : ((CollectionType<?>) column.type).serializeForNativeProtocol(cells.iterator());
    }
}
