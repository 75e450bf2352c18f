package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.contracts.DatacenterSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aeneas datacenter …}: datacenters of a managed cluster. */
@Command(
        name = "datacenter",
        description = "Creates, shows, scales, rolls and deletes datacenters of a cluster.",
        subcommands = {
            DatacenterCommand.Create.class,
            DatacenterCommand.ListAll.class,
            DatacenterCommand.Show.class,
            ScaleCommand.class,
            RollCommand.class,
            AutoscaleCommand.class,
            DatacenterCommand.Delete.class
        })
public final class DatacenterCommand {
    private DatacenterCommand() {}

    /** Adds a datacenter. */
    @Command(
            name = "create",
            description = "Adds a datacenter to a cluster, with the data that its keyspaces want there.")
    static final class Create extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Parameters(index = "1", paramLabel = DatacenterOption.FORM, converter = DatacenterOption.class)
        private DatacenterSpec datacenter;

        Create(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path("/datacenters"), datacenter);
        }
    }

    /** Lists a cluster's datacenters. */
    @Command(name = "list", description = "Lists the datacenters of a cluster.")
    static final class ListAll extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        ListAll(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return ClusterJson.datacentersOf(client.get(cluster.path("")));
        }

        @Override
        Table table(JsonNode datacenters) {
            return Clusters.datacenters(datacenters);
        }
    }

    /** Shows one datacenter. */
    @Command(name = "show", description = "Shows a datacenter.")
    static final class Show extends AskAndShow {
        @Mixin
        private AtDatacenter which;

        Show(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return ClusterJson.datacenter(
                            client.get(which.cluster().path("")), which.name().value())
                    .orElseThrow(() -> new CliException(
                            ExitCode.REFUSED,
                            "cluster " + which.cluster().name() + " has no datacenter " + which.name()));
        }

        @Override
        Table table(JsonNode datacenter) {
            return Clusters.nodes(ClusterJson.nodesOf(datacenter));
        }
    }

    /** Removes a datacenter. */
    @Command(name = "delete", description = "Removes a datacenter; refused while a user keyspace replicates to it.")
    static final class Delete extends BeginAndWait {
        @Mixin
        private AtDatacenter which;

        Delete(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.delete(which.path(""));
        }
    }
}
