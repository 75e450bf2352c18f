package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas backup schedule …}: when backups are made by themselves. */
@Command(
        name = "schedule",
        description = "Says when backups are made by themselves.",
        subcommands = {
            BackupScheduleCommand.Set.class,
            BackupScheduleCommand.ListAll.class,
            BackupScheduleCommand.Show.class,
            BackupScheduleCommand.Pause.class,
            BackupScheduleCommand.Resume.class,
            BackupScheduleCommand.RunNow.class,
            BackupScheduleCommand.Delete.class
        })
final class BackupScheduleCommand {
    private static final String PATH = "/backup-schedules";

    private BackupScheduleCommand() {}

    private abstract static class OfOne extends AskSchedule {
        OfOne(Cli cli) {
            super(cli, Services::backup, PATH);
        }
    }

    /** Creates or replaces a schedule. */
    @Command(name = "set", description = "Creates or replaces a schedule.")
    static final class Set extends OfOne {
        @Option(names = "--cron", required = true, description = "Five Unix fields, e.g. '0 3 * * *'.")
        private String cron;

        @Option(names = "--time-zone", defaultValue = "UTC", description = "IANA name (default: ${DEFAULT-VALUE}).")
        private String timeZone;

        @Option(
                names = "--retention-hours",
                defaultValue = "48",
                description = "Older ones go; 0: for ever (default: ${DEFAULT-VALUE}).")
        private int retentionInHours;

        @Option(names = "--retention-count", description = "More than so many go, the oldest first (default: any).")
        private Integer retentionCount;

        @Option(
                names = "--restore-drill-cron",
                paramLabel = "CRON",
                description =
                        "When its newest backup is restored into a scratch cluster and compared (default: never).")
        private String restoreDrillCron;

        @Mixin
        private BackupScope scope;

        Set(Cli cli) {
            super(cli);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            var body = scope.body();
            body.put("cronExpression", cron);
            body.put("timeZone", timeZone);
            body.put("retentionInHours", retentionInHours);
            if (retentionCount != null) {
                body.put("retentionCount", retentionCount);
            }
            if (restoreDrillCron != null) {
                body.put("restoreDrillCron", restoreDrillCron);
            }
            return client.put(path(""), body).body();
        }
    }

    /** Lists schedules. */
    @Command(name = "list", description = "Lists the schedules of a cluster.")
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
        Table table(JsonNode schedules) {
            return Tables.list(
                    schedules, "scheduleName", "cronExpression", "timeZone", "retentionInHours", "paused", "nextDue");
        }
    }

    /** Shows one schedule. */
    @Command(name = "show", description = "Shows a schedule with its next due times.")
    static final class Show extends OfOne {
        Show(Cli cli) {
            super(cli);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(path(""));
        }
    }

    /** Lets due times pass. */
    @Command(name = "pause", description = "Lets due times pass until the schedule is resumed.")
    static final class Pause extends OfOne {
        Pause(Cli cli) {
            super(cli);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post(path("/pause")).body();
        }
    }

    /** Goes on. */
    @Command(name = "resume", description = "Goes on from the next due time; makes up for none that passed.")
    static final class Resume extends OfOne {
        Resume(Cli cli) {
            super(cli);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post(path("/resume")).body();
        }
    }

    /** Backs up once more. */
    @Command(name = "run", description = "Asks for a backup now; 'backup show' watches it by its name.")
    static final class RunNow extends OfOne {
        RunNow(Cli cli) {
            super(cli);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post(path("/run")).body();
        }
    }

    /** Removes a schedule. */
    @Command(name = "delete", description = "Removes a schedule; its backups stay as long as they were to be kept.")
    static final class Delete extends OfOne {
        Delete(Cli cli) {
            super(cli);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return delete(client);
        }
    }
}
