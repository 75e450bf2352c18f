package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas backup …}: copies of a cluster. */
@Command(
        name = "backup",
        description = "Makes, shows and deletes backups, and says when they are made and how long they are kept.",
        subcommands = {
            BackupCommand.Run.class,
            BackupCommand.ListAll.class,
            BackupCommand.Show.class,
            BackupCopyCommand.class,
            BackupVerifyCommand.class,
            BackupDrillCommand.class,
            BackupCommand.Drills.class,
            BackupCommand.Delete.class,
            BackupCommand.Retention.class,
            BackupCommand.Advice.class,
            BackupScheduleCommand.class
        })
public final class BackupCommand {
    private static final String BACKUPS = "/backups";

    private BackupCommand() {}

    /** Backs up now. */
    @Command(name = "run", description = "Backs a cluster up now.")
    static final class Run extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Mixin
        private BackupScope scope;

        Run(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        Answer begin(ServiceClient client) {
            var body = scope.body();
            body.put("backupId", UUID.randomUUID().toString());
            return client.post(cluster.path(BACKUPS), body);
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
            return client.get(cluster.path(BACKUPS));
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
        private AtBackup backup;

        Show(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(backup.path(""));
        }
    }

    /** Deletes one backup. */
    @Command(name = "delete", description = "Deletes a backup, and what no other one needs of it.")
    static final class Delete extends AskAndShow {
        @Mixin
        private AtBackup backup;

        @Option(names = "--even-the-last", description = "Also the newest complete backup of the cluster.")
        private boolean evenTheLast;

        Delete(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.delete(backup.path("?evenTheLast=" + evenTheLast)).body();
        }
    }

    /** Lists restore drills. */
    @Command(name = "drills", description = "Lists the restore drills of a cluster, newest first.")
    static final class Drills extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        Drills(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path("/restore-drills"));
        }

        @Override
        Table table(JsonNode drills) {
            return Tables.list(drills, "drillId", "backupId", "state", "requestedAt", "rows", "bytes", "restoreTook");
        }
    }

    /** Says when. */
    @Command(name = "advice", description = "Says at which hours a backup disturbs clients least.")
    static final class Advice extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        @Option(names = "--time-zone", defaultValue = "UTC", description = "IANA name (default: ${DEFAULT-VALUE}).")
        private String timeZone;

        Advice(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(
                    cluster.path("/backup-advice?timeZone=" + URLEncoder.encode(timeZone, StandardCharsets.UTF_8)));
        }

        @Override
        Table table(JsonNode advice) {
            return Tables.fields(advice, "busiest", "quietest", "everyDay");
        }
    }

    /** Lets go what need not be kept. */
    @Command(
            name = "retention",
            description = "Shows what retention did last; applies it now, or says what it would do.")
    static final class Retention extends AskAndShow {
        private static final String RETENTION = "/backup-retention";

        @Mixin
        private AtCluster cluster;

        @Option(names = "--apply", description = "Delete now what need not be kept any more.")
        private boolean apply;

        @Option(names = "--dry-run", description = "Only say what would be deleted.")
        private boolean dryRun;

        Retention(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return apply || dryRun
                    ? client.post(cluster.path(RETENTION + "?dryRun=" + dryRun)).body()
                    : client.get(cluster.path(RETENTION));
        }

        @Override
        Table table(JsonNode answer) {
            var table = Tables.fields(answer, "last");
            answer.path("expired").forEach(gone -> table.rows()
                    .add(List.of("would go", Tables.text(gone, "backupId") + ": " + Tables.text(gone, "reason"))));
            return table;
        }
    }
}
