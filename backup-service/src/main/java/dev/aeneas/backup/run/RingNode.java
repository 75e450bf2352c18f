package dev.aeneas.backup.run;

import java.util.List;

/** A node that owns data, as the ring says. */
public record RingNode(BackupNode node, boolean up, List<Long> tokens) {}
