package dev.aeneas.scaling.change;

import dev.aeneas.scaling.run.RunBounds;
import java.time.Instant;

/** How long a change waits, from the moment of a decision; its bounds are those of scale runs. */
record Patience(Instant now, RunBounds bounds) {
    Instant askAt() {
        return now.plus(bounds.askAgain());
    }

    Instant forLock() {
        return now.plus(bounds.lockPatience());
    }

    Instant forStep() {
        return now.plus(bounds.stepPatience());
    }

    Instant forRelease() {
        return now.plus(bounds.releasePatience());
    }
}
