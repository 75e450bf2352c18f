package dev.aeneas.failover.adapter.wire;

import java.time.Duration;

/**
 * How long an answer is waited for.
 *
 * @param bound from the moment that the frame goes out until silence is told
 * @param late how much longer an answer is still told, as {@link Reply.Late}
 */
public record Patience(Duration bound, Duration late) {}
