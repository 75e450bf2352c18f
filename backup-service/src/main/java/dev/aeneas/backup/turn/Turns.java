package dev.aeneas.backup.turn;

import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster's line.
 *
 * @param holder whose turn it is; null: nobody's
 * @param line who waits, the first one first
 */
public record Turns(ClusterName cluster, Waiting holder, List<Waiting> line) {

    /** Somebody that asked. */
    public record Waiting(String name, Instant since) {}

    static Turns free(ClusterName cluster) {
        return new Turns(cluster, null, List.of());
    }

    boolean idle() {
        return holder == null;
    }

    /** Whether nobody but this one may go to the cluster. */
    public boolean isTurnOf(String name) {
        return holder != null && holder.name().equals(name);
    }

    boolean waits(String name) {
        return line.stream().anyMatch(waiting -> waiting.name().equals(name));
    }

    Turns grant(Waiting asked) {
        return new Turns(cluster, asked, line);
    }

    Turns append(Waiting asked) {
        var longer = new ArrayList<>(line);
        longer.add(asked);
        return new Turns(cluster, holder, List.copyOf(longer));
    }

    Turns leave(String name) {
        return new Turns(
                cluster,
                holder,
                line.stream().filter(waiting -> !waiting.name().equals(name)).toList());
    }

    /** The first in line has its turn. */
    Turns next() {
        return line.isEmpty() ? free(cluster) : new Turns(cluster, line.get(0), line.subList(1, line.size()));
    }
}
