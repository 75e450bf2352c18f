package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas backup schedule …}: when backups are made by themselves. */
@Command(
        name = "schedule",
        description = "Sets, lists and deletes backup schedules.",
        subcommands = {
            BackupScheduleCommand.Set.class,
            BackupScheduleCommand.ListAll.class,
            BackupScheduleCommand.Delete.class
        })
final class BackupScheduleCommand {
    private static final String PATH = "/backup-schedules";

    private BackupScheduleCommand() {}

    /** Creates or replaces a schedule. */
    @Command(name = "set", description = "Creates or replaces a schedule.")
    static final class Set extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        @Parameters(index = "1", paramLabel = "SCHEDULE")
        private String name;

        @Option(names = "--cron", required = true, description = "Five Unix fields, e.g. '0 3 * * *'.")
        private String cron;

        @Option(names = "--time-zone", defaultValue = "UTC", description = "IANA name (default: ${DEFAULT-VALUE}).")
        private String timeZone;

        @Option(
                names = "--retention-hours",
                defaultValue = "48",
                description = "0: for ever (default: ${DEFAULT-VALUE}).")
        private int retentionInHours;

        @Option(names = "--keyspace", description = "Only this keyspace; may be given several times.")
        private List<String> keyspaces = new ArrayList<>();

        Set(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            var body = new LinkedHashMap<String, Object>();
            body.put("cronExpression", cron);
            body.put("timeZone", timeZone);
            body.put("retentionInHours", retentionInHours);
            body.put("keyspaces", keyspaces);
            return client.put(cluster.path(PATH + "/" + name), body).body();
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
            return Tables.list(schedules, "scheduleName", "cronExpression", "timeZone", "retentionInHours", "nextDue");
        }
    }

    /** Removes a schedule. */
    @Command(name = "delete", description = "Removes a schedule; its backups stay.")
    static final class Delete implements Callable<Integer> {
        private final Cli cli;

        @Mixin
        private AtCluster cluster;

        @Parameters(index = "1", paramLabel = "SCHEDULE")
        private String name;

        Delete(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            cli.services().backup().delete(cluster.path(PATH + "/" + name));
            cli.console().item(Map.of("deleted", name), "Schedule " + name + " is gone; its backups stay.");
            return ExitCode.OK;
        }
    }
}
