package dev.aeneas.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A cluster and one of its backups, as the first two positional parameters. */
final class AtBackup {
    @Mixin
    private AtCluster cluster;

    @Parameters(index = "1", paramLabel = "BACKUP")
    private String backupId;

    /** The backup's resource; {@code under} begins with a slash or a question mark, or is empty. */
    String path(String under) {
        return cluster.path("/backups/" + backupId + under);
    }
}
