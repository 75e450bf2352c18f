package dev.aeneas.backup.run;

import java.time.Instant;
import java.util.List;

/**
 * Every node's data, frozen.
 *
 * @param at what was acknowledged before is in it
 */
public record Snapshot(Instant at, List<BackupNode> nodes) {}
