package dev.aeneas.scaling.plan;

import java.util.List;

/**
 * What a node told of itself before a plan was made.
 *
 * @param answers false: it told nothing, and the rest is empty
 * @param loadBytes that its tables take on its disk
 * @param streamMebibytesPerSecond how fast it may stream while its throttle is not lifted; 0: unlimited
 * @param repairs that it takes part in
 * @param down addresses of the nodes that it sees down
 */
public record NodeFacts(boolean answers, long loadBytes, int streamMebibytesPerSecond, int repairs, List<String> down) {
    public static final NodeFacts SILENT = new NodeFacts(false, 0, 0, 0, List.of());

    public NodeFacts {
        down = List.copyOf(down);
    }
}
