package dev.aeneas.cassandra.node;

import java.time.Duration;

/** Lets a node that was started unjoined take its tokens; {@link JoinWave} does it for several at the same instant. */
@FunctionalInterface
public interface JoinRing {
    /**
     * Returns when the node's mode is NORMAL; returns at once if it already is.
     *
     * <p>Others may not see it yet: whoever reports success looks at the ring of another node first.
     *
     * @throws NotJoined if the node ended in another mode, as one does that comes late to a wave
     * @throws NodeSilent if that was not known within the bound
     */
    @OneOfMany // after a getReadyToJoin, which is not
    void joinRing(Duration bound);

    /** Does beforehand what would delay the start of {@link #joinRing}: a wave must start within milliseconds. */
    default void getReadyToJoin() {}
}
