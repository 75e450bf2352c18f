package dev.aeneas.scaling.verify;

import dev.aeneas.cassandra.ring.RingView;
import java.util.Optional;

/**
 * What one node showed.
 *
 * @param ring as the node sees it; empty when it did not tell
 * @param trouble why it did not tell, or why a client cannot log in; empty when all is well
 */
public record NodeSight(Optional<RingView> ring, Optional<String> trouble) {
    public static NodeSight of(RingView ring) {
        return new NodeSight(Optional.of(ring), Optional.empty());
    }

    public static NodeSight trouble(String what) {
        return new NodeSight(Optional.empty(), Optional.of(what));
    }
}
