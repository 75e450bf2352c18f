package dev.aeneas.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A cluster and one of its runs, as the first two positional parameters. */
final class AtRun {
    @Mixin
    private AtCluster cluster;

    @Parameters(index = "1", paramLabel = "RUN")
    private String runId;

    /** Below the runs of a kind, e.g. {@code changes}. */
    String path(String kind) {
        return cluster.path("/" + kind + "/" + runId);
    }
}
