package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas backup …}: copies of a cluster. */
@Command(
        name = "backup",
        description = "Makes and shows backups, and their schedules.",
        subcommands = {
            BackupCommand.Run.class,
            BackupCommand.ListAll.class,
            BackupCommand.Show.class,
            BackupScheduleCommand.class
        })
public final class BackupCommand {
    private BackupCommand() {}

    /** Backs up now. */
    @Command(name = "run", description = "Backs a cluster up now.")
    static final class Run extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Option(names = "--keyspace", description = "Only this keyspace; may be given several times.")
        private List<String> keyspaces = new ArrayList<>();

        Run(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        Answer begin(ServiceClient client) {
            var body = new LinkedHashMap<String, Object>();
            body.put("backupId", UUID.randomUUID().toString());
            body.put("keyspaces", keyspaces);
            return client.post(cluster.path("/backups"), body);
        }
    }

    /** Lists a cluster's backups. */
    @Command(name = "list", description = "Lists the backups of a cluster.")
    static final class ListAll extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        ListAll(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path("/backups"));
        }

        @Override
        Table table(JsonNode backups) {
            return Tables.list(backups, "backupId", "state", "requestedAt", "endedAt", "location");
        }
    }

    /** Shows one backup. */
    @Command(name = "show", description = "Shows a backup.")
    static final class Show extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        @Parameters(index = "1", paramLabel = "BACKUP")
        private String backupId;

        Show(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path("/backups/" + backupId));
        }
    }
}
