package dev.aeneas.scaling.run;

import java.time.Duration;

/**
 * How long a run waits, and how often it tries.
 *
 * @param lockPatience for the topology lock, while another operation holds it
 * @param askAgain after this time without an answer the same is asked again; asking again is harmless
 * @param stepPatience for one attempt at one step, from its start to its end
 * @param attempts at one step, at a survey and at a verification
 * @param retryPause before the next attempt
 * @param releasePatience for the answer that the lock is free
 */
public record RunBounds(
        Duration lockPatience,
        Duration askAgain,
        Duration stepPatience,
        int attempts,
        Duration retryPause,
        Duration releasePatience) {}
