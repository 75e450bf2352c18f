package dev.aeneas.scaling.run;

import java.time.Instant;

/** The moment of a decision and the bounds that it keeps. */
record Turn(Instant now, RunBounds bounds) {

    /** When a state that asks for nothing else asks for the lock again, so that its lease does not lapse. */
    Instant renewAt() {
        return now.plus(bounds.askAgain());
    }
}
