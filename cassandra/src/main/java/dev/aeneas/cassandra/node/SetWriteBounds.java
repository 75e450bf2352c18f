package dev.aeneas.cassandra.node;

/** Reads and sets, until the node's next restart, how long writes may take. */
public interface SetWriteBounds {
    @Looks
    WriteBounds writeBounds();

    void boundWrites(WriteBounds wanted);
}
