package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aeneas restore …}: brings backups back. */
@Command(
        name = "restore",
        description = "Brings data of a backup back, into its cluster or another one.",
        subcommands = {
            RestoreCommand.Plan.class,
            RestoreCommand.Run.class,
            RestoreCommand.Watch.class,
            RestoreCommand.Abort.class,
            RestoreCommand.ListAll.class,
            RestoreCommand.Show.class
        })
public final class RestoreCommand {
    private static final String PATH = "/restores";

    private RestoreCommand() {}

    /** A cluster and one of the restores into it, as the first two positional parameters. */
    private static final class AtRestore {
        @Mixin
        private AtCluster cluster;

        @Parameters(index = "1", paramLabel = "RESTORE")
        private String restoreId;

        String path() {
            return cluster.path(PATH + "/" + restoreId);
        }
    }

    /** Says what would be done. */
    @Command(name = "plan", description = "Checks a restore and says what it would do and how long; changes nothing.")
    static final class Plan implements Callable<Integer> {
        private final Cli cli;

        @Mixin
        private AtCluster cluster;

        @Mixin
        private RestoreOptions options;

        Plan(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var answer = cli.services()
                    .backup()
                    .post(cluster.path(PATH + "?dryRun=true"), options.body())
                    .body();
            boolean possible = answer.path("possible").asBoolean();
            var plan = answer.path("plan");
            cli.console()
                    .result(
                            answer,
                            possible
                                    ? Tables.list(plan.path("nodes"), "node", "bytes", "files", "cleanup")
                                    : Tables.fields(answer));
            if (possible) {
                Plans.sayMore(cli.console(), plan);
            }
            return possible ? ExitCode.OK : ExitCode.REFUSED;
        }
    }

    /** Restores. */
    @Command(name = "run", description = "Restores, and shows how far it is.")
    static final class Run extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Mixin
        private RestoreOptions options;

        Run(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path(PATH), options.body());
        }
    }

    /** Watches a restore that somebody else may have begun. */
    @Command(name = "watch", description = "Shows how far a restore is until it is over.")
    static final class Watch extends BeginAndWait {
        @Mixin
        private AtRestore restore;

        Watch(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        Answer begin(ServiceClient client) {
            var path = restore.path();
            return new Answer(200, Optional.of(URI.create(path)), client.get(path));
        }
    }

    /** Ends one. */
    @Command(name = "abort", description = "Ends a restore at its next safe point, and tells what it leaves.")
    static final class Abort extends AskToAbort {
        @Mixin
        private AtRestore restore;

        Abort(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        String path(ServiceClient client) {
            return restore.path();
        }
    }

    /** Lists a cluster's restores. */
    @Command(name = "list", description = "Lists the restores into a cluster.")
    static final class ListAll extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        ListAll(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path(PATH));
        }

        @Override
        Table table(JsonNode restores) {
            return Tables.list(restores, "restoreId", "backupId", "state", "phase", "requestedAt", "endedAt");
        }
    }

    /** Shows one restore. */
    @Command(name = "show", description = "Shows a restore.")
    static final class Show extends AskAndShow {
        @Mixin
        private AtRestore restore;

        Show(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(restore.path());
        }
    }
}
