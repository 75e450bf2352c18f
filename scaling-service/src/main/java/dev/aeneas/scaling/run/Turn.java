package dev.aeneas.scaling.run;

import java.time.Instant;

/** The moment of a decision and the bounds that it keeps. */
record Turn(Instant now, RunBounds bounds) {}
