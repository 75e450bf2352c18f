package dev.aeneas.backup.restore;

/** What a restore does, in this order; each is done on all nodes before the next begins. */
public enum Phase {
    /** Fetches every file to its node's disk; Cassandra is not touched. */
    STAGE(true, "nothing was touched"),
    /** Makes files of what was written after the backup, up to the moment that was asked for. */
    REPLAY(false, "nothing was touched"),
    /** Reads from the fetched files which rows are to come back. */
    EXPECT(false, "nothing was touched"),
    /** Creates what is missing, empties what is to be replaced. */
    SCHEMA(false, "tables may have been created or emptied; no row is back. Restore again to go on"),
    /** Hands the files to Cassandra. */
    IMPORT(true, "some rows are back. Restore again with MERGE or TRUNCATE to go on"),
    /** Takes from each node what is not its own. */
    CLEANUP(true, "all rows are back; nodes still hold some that are not their own: run a cleanup"),
    /** Creates the materialized views, which Cassandra then builds from the rows. */
    VIEWS(false, "all rows are back; materialized views are not"),
    /** Reads the rows again. */
    VERIFY(false, "all files are back, and what they hold was not confirmed"),
    /** Removes the folders of this restore. */
    CLEAR(true, "folders of this restore are left on nodes' disks");

    private final boolean onEachNode;
    private final String touched;

    Phase(boolean onEachNode, String touched) {
        this.onEachNode = onEachNode;
        this.touched = touched;
    }

    boolean onEachNode() {
        return onEachNode;
    }

    /** What a failure here leaves. */
    String touched() {
        return touched;
    }

    Phase next() {
        return switch (this) {
            case STAGE -> REPLAY;
            case REPLAY -> EXPECT;
            case EXPECT -> SCHEMA;
            case SCHEMA -> IMPORT;
            case IMPORT -> CLEANUP;
            case CLEANUP -> VIEWS;
            case VIEWS -> VERIFY;
            case VERIFY -> CLEAR;
            case CLEAR -> throw new IllegalStateException("nothing comes after " + this);
        };
    }
}
