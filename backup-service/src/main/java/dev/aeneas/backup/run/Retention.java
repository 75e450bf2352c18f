package dev.aeneas.backup.run;

/**
 * How long the backups of a schedule are kept; what breaks either bound goes.
 *
 * @param hours since a backup was completed; 0: for ever
 * @param count the newest so many; null: any number
 */
public record Retention(int hours, Integer count) {}
