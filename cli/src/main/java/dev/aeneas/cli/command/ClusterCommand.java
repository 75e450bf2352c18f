package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas cluster …}: managed clusters through provisioning-service. */
@Command(
        name = "cluster",
        description = "Creates, shows and deletes managed clusters.",
        subcommands = {
            ClusterCommand.Create.class,
            ClusterCommand.ListAll.class,
            ClusterCommand.Show.class,
            ClusterCommand.Delete.class,
            ClusterCommand.Deallocate.class,
            ClusterCommand.Start.class
        })
public final class ClusterCommand {
    private ClusterCommand() {}

    /** Creates a cluster with its first datacenters. */
    @Command(name = "create", description = "Creates a cluster; every node of its datacenters is started at once.")
    static final class Create extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Option(
                names = "--datacenter",
                paramLabel = DatacenterOption.FORM,
                converter = DatacenterOption.class,
                description = "A datacenter; may be given several times. region defaults to name.")
        private List<DatacenterSpec> datacenters = new ArrayList<>();

        @Option(
                names = "--auto-replicate",
                description = "Keyspaces altered when a datacenter is added: ${COMPLETION-CANDIDATES}.")
        private AutoReplicate autoReplicate;

        Create(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post("/clusters", new CreateCluster(cluster.name(), autoReplicate, datacenters));
        }
    }

    /** Lists the clusters. */
    @Command(name = "list", description = "Lists the clusters with their datacenters.")
    static final class ListAll extends AskAndShow {
        ListAll(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get("/clusters");
        }

        @Override
        Table table(JsonNode clusters) {
            return Clusters.table(clusters);
        }
    }

    /** Shows one cluster. */
    @Command(name = "show", description = "Shows a cluster and every node of it.")
    static final class Show extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        Show(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path(""));
        }

        @Override
        Table table(JsonNode found) {
            return Clusters.nodes(ClusterJson.nodes(found));
        }
    }

    /** Deletes a cluster with its data. */
    @Command(name = "delete", description = "Stops and removes every node of a cluster, and its data.")
    static final class Delete extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        Delete(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.delete(cluster.path(""));
        }
    }

    /** Stops a cluster's nodes. */
    @Command(name = "deallocate", description = "Stops every node of a cluster and keeps the data.")
    static final class Deallocate extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        Deallocate(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path("/deallocate"));
        }
    }

    /** Starts a deallocated cluster. */
    @Command(name = "start", description = "Starts the nodes of a deallocated cluster again.")
    static final class Start extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        Start(Cli cli) {
            super(cli, Services::provisioning);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path("/start"));
        }
    }
}
