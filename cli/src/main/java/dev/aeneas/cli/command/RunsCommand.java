package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas runs …}: what scaling-service does and did to a cluster. */
@Command(
        name = "runs",
        description = "Shows the scale runs of a cluster, and watches one.",
        subcommands = {RunsCommand.ListAll.class, RunsCommand.Show.class, RunsCommand.Watch.class})
public final class RunsCommand {
    private RunsCommand() {}

    /** Lists a cluster's runs. */
    @Command(name = "list", description = "Lists the runs of a cluster, the newest first.")
    static final class ListAll extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        ListAll(Cli cli) {
            super(cli, Services::scaling);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path("/runs"));
        }

        @Override
        Table table(JsonNode runs) {
            return Tables.list(runs, "runId", "datacenter", "state", "nodeCount", "sku", "requestedAt", "verifiedAt");
        }
    }

    /** Shows one run. */
    @Command(name = "show", description = "Shows a run.")
    static final class Show extends AskAndShow {
        @Mixin
        private AtRun run;

        Show(Cli cli) {
            super(cli, Services::scaling);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(run.path("runs"));
        }
    }

    /** Watches a run that somebody else may have begun. */
    @Command(name = "watch", description = "Shows a run live until it is over.")
    static final class Watch implements Callable<Integer> {
        private final Cli cli;

        @Mixin
        private AtRun run;

        @Option(
                names = "--timeout",
                paramLabel = "DURATION",
                defaultValue = "15m",
                description = "How long to watch (default: ${DEFAULT-VALUE}); the run goes on after it.")
        private Duration timeout;

        Watch(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            return LiveRun.watch(cli, timeout, client -> URI.create(run.path("runs")));
        }
    }
}
