package dev.aeneas.cli.command;

import dev.aeneas.contracts.ClusterName;
import picocli.CommandLine.Parameters;

/** A cluster as the first positional parameter. */
final class AtCluster {
    @Parameters(index = "0", paramLabel = "CLUSTER", converter = Names.OfCluster.class)
    private ClusterName cluster;

    ClusterName name() {
        return cluster;
    }

    /** The cluster's resource; {@code under} begins with a slash or is empty. */
    String path(String under) {
        return "/clusters/" + cluster + under;
    }
}
