package dev.aeneas.cli.demo;

import java.time.Instant;

/**
 * A row that the database said it keeps.
 *
 * @param at when the application learnt it
 * @param datacenter the one that the application wrote to
 */
public record Acknowledgement(long row, Instant at, String datacenter) {}
