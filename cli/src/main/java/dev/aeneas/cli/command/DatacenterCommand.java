package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.Sku;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas datacenter …}: datacenters of a managed cluster. */
@Command(
        name = "datacenter",
        description = "Creates, shows, scales and deletes datacenters of a cluster.",
        subcommands = {
            DatacenterCommand.Create.class,
            DatacenterCommand.ListAll.class,
            DatacenterCommand.Show.class,
            DatacenterCommand.Scale.class,
            DatacenterCommand.Delete.class
        })
public final class DatacenterCommand {
    private DatacenterCommand() {}

    /** Adds a datacenter. */
    @Command(
            name = "create",
            description = "Adds a datacenter to a cluster, with the data that its keyspaces want there.")
    static final class Create implements Callable<Integer> {
        private final Cli cli;

        @Parameters(index = "0", paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        @Parameters(index = "1", paramLabel = DatacenterOption.FORM, converter = DatacenterOption.class)
        private DatacenterSpec datacenter;

        @Mixin
        private Waiting waiting;

        Create(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var client = cli.services().provisioning();
            return waiting.finish(
                    cli.console(), client, client.post("/clusters/" + cluster + "/datacenters", datacenter));
        }
    }

    /** Lists a cluster's datacenters. */
    @Command(name = "list", description = "Lists the datacenters of a cluster.")
    static final class ListAll implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        ListAll(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            JsonNode found = cli.services().provisioning().get("/clusters/" + cluster);
            cli.console().result(ClusterJson.datacentersOf(found), Clusters.table(Clusters.listOf(found)));
            return ExitCode.OK;
        }
    }

    /** Shows one datacenter. */
    @Command(name = "show", description = "Shows a datacenter.")
    static final class Show implements Callable<Integer> {
        private final Cli cli;

        @Mixin
        private Which which;

        Show(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            JsonNode cluster = cli.services().provisioning().get("/clusters/" + which.cluster);
            JsonNode datacenter = ClusterJson.datacenter(cluster, which.datacenter.value())
                    .orElseThrow(() -> new CliException(
                            ExitCode.REFUSED, "cluster " + which.cluster + " has no datacenter " + which.datacenter));
            cli.console().result(datacenter, Clusters.nodes(ClusterJson.nodesOf(datacenter)));
            return ExitCode.OK;
        }
    }

    /** Removes a datacenter. */
    @Command(name = "delete", description = "Removes a datacenter; refused while a user keyspace replicates to it.")
    static final class Delete implements Callable<Integer> {
        private final Cli cli;

        @Mixin
        private Which which;

        @Mixin
        private Waiting waiting;

        Delete(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var client = cli.services().provisioning();
            return waiting.finish(cli.console(), client, client.delete(which.path()));
        }
    }

    /** Changes a datacenter's node count or size. */
    @Command(name = "scale", description = "Brings a datacenter to a node count and a size.")
    static final class Scale implements Callable<Integer> {
        private final Cli cli;

        @Mixin
        private Which which;

        @Option(names = "--nodes", paramLabel = "N", description = "Node count to reach.")
        private Integer nodes;

        @Option(names = "--sku", converter = Names.OfSku.class, description = "Size to reach.")
        private Sku sku;

        @Option(names = "--dead", paramLabel = "DATACENTER", description = "Datacenters whose nodes nobody waits for.")
        private List<String> dead = new ArrayList<>();

        @Option(names = "--dry-run", description = "Show the plan; change nothing.")
        private boolean dryRun;

        @Mixin
        private Waiting waiting;

        Scale(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            if (nodes == null && sku == null) {
                throw new CliException(ExitCode.USAGE, "--nodes or --sku is required");
            }
            var client = cli.services().scaling();
            var body = new LinkedHashMap<String, Object>();
            body.put("nodeCount", nodes);
            body.put("sku", sku);
            body.put("deadDatacenters", dead);
            if (dryRun) {
                JsonNode plan =
                        client.post(which.path() + "/scale?dryRun=true", body).body();
                cli.console().result(plan, Clusters.plan(plan));
                return ExitCode.OK;
            }
            return waiting.finish(cli.console(), client, client.post(which.path() + "/scale", body));
        }
    }

    /** A cluster and one of its datacenters, as positional parameters. */
    static final class Which {
        @Parameters(index = "0", paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        @Parameters(index = "1", paramLabel = "DATACENTER", converter = Names.OfDatacenter.class)
        private DatacenterName datacenter;

        String path() {
            return "/clusters/" + cluster + "/datacenters/" + datacenter;
        }
    }
}
