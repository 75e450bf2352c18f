package dev.aeneas.contracts;

/**
 * How far one node of a step is, for people.
 *
 * @param bytesDone streamed to it, or from it when it leaves
 * @param bytesTotal of what its streams have announced so far; may grow, 0 before anything is known
 */
public record NodeProgress(String node, Phase phase, long bytesDone, long bytesTotal) {
    public NodeProgress {
        Require.text("node", node);
        Require.present("phase", phase);
        Require.notNegative("bytesDone", bytesDone);
        Require.notNegative("bytesTotal", bytesTotal);
    }

    /** A node that has nothing to stream in this phase. */
    public static NodeProgress of(String node, Phase phase) {
        return new NodeProgress(node, phase, 0, 0);
    }

    /** What a node is at in the step. */
    public enum Phase {
        PREPARING,
        PREPARED,
        JOINING,
        STREAMING,
        STOPPING,
        STARTING,
        VERIFYING,
        DONE,
        FAILED
    }
}
