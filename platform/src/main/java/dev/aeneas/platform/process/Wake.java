package dev.aeneas.platform.process;

import java.time.Instant;

/** The moment that a process asked to be woken at has come. */
public record Wake(Instant due) {}
