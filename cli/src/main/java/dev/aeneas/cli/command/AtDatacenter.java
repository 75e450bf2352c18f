package dev.aeneas.cli.command;

import dev.aeneas.contracts.DatacenterName;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A cluster and one of its datacenters, as the first two positional parameters. */
final class AtDatacenter {
    @Mixin
    private AtCluster cluster;

    @Parameters(index = "1", paramLabel = "DATACENTER", converter = Names.OfDatacenter.class)
    private DatacenterName datacenter;

    AtCluster cluster() {
        return cluster;
    }

    DatacenterName name() {
        return datacenter;
    }

    /** The datacenter's resource; {@code under} begins with a slash or is empty. */
    String path(String under) {
        return cluster.path("/datacenters/" + datacenter + under);
    }
}
