package dev.aeneas.scaling.spare;

import java.time.Duration;

/**
 * How spares are looked at.
 *
 * @param interval between two looks
 * @param askAgain after a run for the spares of a datacenter until the next one for them, however it ended
 */
public record SpareBounds(Duration interval, Duration askAgain) {}
