package dev.aeneas.backup.copy;

/** The backup's manifest is in the other store, and all that it names was found there. */
public record CopyReport(String location, CopyTotals totals) {}
