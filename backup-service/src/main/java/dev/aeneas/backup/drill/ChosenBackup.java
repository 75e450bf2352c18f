package dev.aeneas.backup.drill;

import java.util.List;

/**
 * The backup that is tried.
 *
 * @param datacenter of the backup, whose place the scratch cluster's only one takes
 * @param otherDatacenters of the backup
 */
public record ChosenBackup(String backupId, String datacenter, List<String> otherDatacenters) {}
