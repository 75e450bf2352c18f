package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    static final class Create implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "NAME", converter = Names.OfCluster.class)
        private ClusterName name;

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

        @Mixin
        private Waiting waiting;

        Create(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var client = cli.services().provisioning();
            return waiting.finish(
                    cli.console(),
                    client,
                    client.post("/clusters", new CreateCluster(name, autoReplicate, datacenters)));
        }
    }

    /** Lists the clusters. */
    @Command(name = "list", description = "Lists the clusters with their datacenters.")
    static final class ListAll implements Callable<Integer> {
        private final Cli cli;

        ListAll(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            JsonNode clusters = cli.services().provisioning().get("/clusters");
            cli.console().result(clusters, Clusters.table(clusters));
            return ExitCode.OK;
        }
    }

    /** Shows one cluster. */
    @Command(name = "show", description = "Shows a cluster and every node of it.")
    static final class Show implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "NAME", converter = Names.OfCluster.class)
        private ClusterName name;

        Show(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            JsonNode cluster = cli.services().provisioning().get("/clusters/" + name);
            cli.console().result(cluster, Clusters.nodes(ClusterJson.nodes(cluster)));
            return ExitCode.OK;
        }
    }

    /** What begins something on a whole cluster and waits for it. */
    private abstract static class OnCluster implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "NAME", converter = Names.OfCluster.class)
        private ClusterName name;

        @Mixin
        private Waiting waiting;

        OnCluster(Cli cli) {
            this.cli = cli;
        }

        abstract Answer begin(Cli root, String path);

        @Override
        public Integer call() {
            return waiting.finish(cli.console(), cli.services().provisioning(), begin(cli, "/clusters/" + name));
        }
    }

    /** Deletes a cluster with its data. */
    @Command(name = "delete", description = "Stops and removes every node of a cluster, and its data.")
    static final class Delete extends OnCluster {
        Delete(Cli cli) {
            super(cli);
        }

        @Override
        Answer begin(Cli root, String path) {
            return root.services().provisioning().delete(path);
        }
    }

    /** Stops a cluster's nodes. */
    @Command(name = "deallocate", description = "Stops every node of a cluster and keeps the data.")
    static final class Deallocate extends OnCluster {
        Deallocate(Cli cli) {
            super(cli);
        }

        @Override
        Answer begin(Cli root, String path) {
            return root.services().provisioning().post(path + "/deallocate");
        }
    }

    /** Starts a deallocated cluster. */
    @Command(name = "start", description = "Starts the nodes of a deallocated cluster again.")
    static final class Start extends OnCluster {
        Start(Cli cli) {
            super(cli);
        }

        @Override
        Answer begin(Cli root, String path) {
            return root.services().provisioning().post(path + "/start");
        }
    }
}
