package dev.aeneas.sstables;

import java.io.IOException;
import org.apache.cassandra.db.Mutation;
import org.apache.cassandra.db.commitlog.CommitLogDescriptor;
import org.apache.cassandra.db.commitlog.CommitLogReadHandler;
import org.apache.cassandra.db.partitions.PartitionUpdate;

/** Passes on what was written up to a moment; a segment that ends in the middle counts as far as it goes. */
final class SegmentChanges implements CommitLogReadHandler {
    private final Changes changes;
    private final Breaks breaks;
    private final AddedColumns added;
    private final long untilMicros;
    private long mutations;
    private long tooLate;
    private int cutShort;

    /** Takes a moment in microseconds since 1970, as write times are. */
    SegmentChanges(Changes changes, Breaks breaks, AddedColumns added, long untilMicros) {
        this.changes = changes;
        this.breaks = breaks;
        this.added = added;
        this.untilMicros = untilMicros;
    }

    @Override
    public void handleMutation(Mutation mutation, int size, int location, CommitLogDescriptor segment) {
        for (var update : mutation.getPartitionUpdates()) {
            breaks.look(update);
            added.look(update);
            if (changes.wants(update)) {
                count(update);
            }
        }
    }

    private void count(PartitionUpdate update) {
        if (update.maxTimestamp() > untilMicros) {
            tooLate++;
        } else if (!added.isIn(update)) {
            changes.add(update);
            mutations++;
        }
    }

    @Override
    public boolean shouldSkipSegmentOnError(CommitLogReadException error) throws IOException {
        handleUnrecoverableError(error);
        return true;
    }

    /** A torn end is what a crash, or a copy of a segment in use, leaves; a change that cannot be understood is a failure. */
    @Override
    public void handleUnrecoverableError(CommitLogReadException error) throws IOException {
        if (error.reason == CommitLogReadErrorReason.MUTATION_ERROR) {
            throw error;
        }
        cutShort++;
    }

    long mutations() {
        return mutations;
    }

    long tooLate() {
        return tooLate;
    }

    int cutShort() {
        return cutShort;
    }
}
