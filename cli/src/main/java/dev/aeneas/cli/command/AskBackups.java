package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.Services;
import picocli.CommandLine.Mixin;

/** A question about the copies of a cluster, or an order that backup-service carries out at once. */
abstract class AskBackups extends AskAndShow {
    @Mixin
    private AtCluster cluster;

    AskBackups(Cli cli) {
        super(cli, Services::backup);
    }

    /** {@code under} the cluster, begins with a slash. */
    final String path(String under) {
        return cluster.path(under);
    }
}
