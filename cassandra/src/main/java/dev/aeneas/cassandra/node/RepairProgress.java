package dev.aeneas.cassandra.node;

/** Steps done of steps known so far; the total may grow, and what is missing may be 0 of 0. */
public record RepairProgress(int done, int total, String message) {}
