package dev.aeneas.scaling.autoscale;

import java.util.List;

/**
 * What a node told of its load.
 *
 * @param answers false: it told nothing, and the rest is empty
 * @param cpuUse of its own cores, from 0 to 1; null: it does not know
 * @param loadBytes that its tables take on its disk
 * @param repairs that it takes part in
 * @param down addresses of the nodes that it sees down, in whatever datacenter
 */
public record NodeLoad(
        boolean answers, Double cpuUse, long loadBytes, int pendingCompactions, int repairs, List<String> down) {
    public static final NodeLoad SILENT = new NodeLoad(false, null, 0, 0, 0, List.of());

    public NodeLoad {
        down = List.copyOf(down);
    }
}
