package dev.aeneas.failover.adapter.cluster;

import java.util.BitSet;
import java.util.Optional;

/** Where a drill's own application has its rows: wherever clients belong at the moment. */
interface RowTable extends AutoCloseable {
    /** Whether it was acknowledged, within the bound of a request. */
    boolean write(int id);

    /** Many partitions, so that all nodes hold some. */
    int bucket(int id);

    /** Every id of a bucket that is found at LOCAL_QUORUM; none: they could not be read. */
    Optional<BitSet> read(int bucket);

    @Override
    void close();
}
