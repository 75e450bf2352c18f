package dev.aeneas.backup.run;

import java.util.List;

/** Nodes that hold data did not answer or refused: without them a backup is none. */
public final class NodesUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> nodes;

    public NodesUnavailable(List<String> nodes, String message, Throwable cause) {
        super(message, cause);
        this.nodes = List.copyOf(nodes);
    }

    /** Their names. */
    public List<String> nodes() {
        return nodes;
    }
}
