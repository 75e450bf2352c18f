package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aeneas change …}: rolling changes, replacements and removals, and those that stopped. */
@Command(
        name = "change",
        description = "Shows changes of nodes; goes on with one that stopped, or takes it back.",
        subcommands = {
            ChangeCommand.ListAll.class,
            ChangeCommand.Show.class,
            ChangeCommand.Resume.class,
            ChangeCommand.RollBack.class
        })
public final class ChangeCommand {
    private ChangeCommand() {}

    /** Lists a cluster's changes. */
    @Command(name = "list", description = "Lists the changes of a cluster, the newest first.")
    static final class ListAll extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        ListAll(Cli cli) {
            super(cli, Services::scaling);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path("/changes"));
        }

        @Override
        Table table(JsonNode changes) {
            return Tables.list(changes, "runId", "datacenter", "phase", "stepsDone", "requestedAt", "endedAt");
        }
    }

    /** Shows one change. */
    @Command(name = "show", description = "Shows a change.")
    static final class Show extends AskAndShow {
        @Mixin
        private AtRun change;

        Show(Cli cli) {
            super(cli, Services::scaling);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(change.path("changes"));
        }
    }

    /** Goes on with a change that stopped. */
    @Command(name = "resume", description = "Goes on with a change that stopped.")
    static final class Resume extends Again {
        Resume(Cli cli) {
            super(cli, "/resume");
        }
    }

    /** Takes a rolling change back. */
    @Command(name = "rollback", description = "Gives every node what it had before a rolling change that stopped.")
    static final class RollBack extends Again {
        RollBack(Cli cli) {
            super(cli, "/rollback");
        }
    }

    /** A new run that follows from one that stopped. */
    private abstract static class Again implements Callable<Integer> {
        private final Cli cli;
        private final String what;

        @Mixin
        private AtRun change;

        @Mixin
        private RunWaiting waiting;

        Again(Cli cli, String what) {
            this.cli = cli;
            this.what = what;
        }

        @Override
        public final Integer call() {
            return waiting.finish(cli, client -> client.post(change.path("changes") + what));
        }
    }
}
