package dev.aeneas.backup.pace;

/** Sees how busy a node is; every call is bounded and throws when the node does not answer. */
public interface SeeLoad {
    /** Connects to a node; close it after use. */
    Session connect(PacedNode node);

    /** A node at hand. */
    interface Session extends AutoCloseable {
        NodeLoad look();

        @Override
        void close();
    }
}
