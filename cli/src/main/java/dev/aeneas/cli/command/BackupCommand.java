package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.contracts.ClusterName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas backup …}: copies of a cluster, and the schedules that make them. */
@Command(
        name = "backup",
        description = "Makes and shows backups, and their schedules.",
        subcommands = {
            BackupCommand.Run.class,
            BackupCommand.ListAll.class,
            BackupCommand.Show.class,
            BackupCommand.Schedule.class
        })
public final class BackupCommand {
    private BackupCommand() {}

    static Table table(JsonNode list, List<String> fields) {
        List<List<String>> rows = new ArrayList<>();
        ClusterJson.itemsOf(list)
                .forEach(one ->
                        rows.add(fields.stream().map(field -> text(one, field)).toList()));
        return new Table(fields, rows);
    }

    /** Of a list only the first element, e.g. the next of several due times. */
    private static String text(JsonNode one, String field) {
        JsonNode value = one.path(field);
        return (value.isArray() ? value.path(0) : value).asText("–");
    }

    /** Backs up now. */
    @Command(name = "run", description = "Backs a cluster up now.")
    static final class Run implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        @Option(names = "--keyspace", description = "Only this keyspace; may be given several times.")
        private List<String> keyspaces = new ArrayList<>();

        @Mixin
        private Waiting waiting;

        Run(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var body = new LinkedHashMap<String, Object>();
            body.put("backupId", UUID.randomUUID().toString());
            body.put("keyspaces", keyspaces);
            var client = cli.services().backup();
            return waiting.finish(cli.console(), client, client.post("/clusters/" + cluster + "/backups", body));
        }
    }

    /** Lists a cluster's backups. */
    @Command(name = "list", description = "Lists the backups of a cluster.")
    static final class ListAll implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        ListAll(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            JsonNode backups = cli.services().backup().get("/clusters/" + cluster + "/backups");
            cli.console()
                    .result(
                            backups,
                            table(backups, List.of("backupId", "state", "requestedAt", "endedAt", "location")));
            return ExitCode.OK;
        }
    }

    /** Shows one backup. */
    @Command(name = "show", description = "Shows a backup.")
    static final class Show implements Callable<Integer> {
        private final Cli cli;

        @Parameters(index = "0", paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        @Parameters(index = "1", paramLabel = "BACKUP")
        private String backupId;

        Show(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            JsonNode backup = cli.services().backup().get("/clusters/" + cluster + "/backups/" + backupId);
            cli.console().result(backup, Operations.table(backup));
            return ExitCode.OK;
        }
    }

    /** Schedules. */
    @Command(
            name = "schedule",
            description = "Sets, lists and deletes backup schedules.",
            subcommands = {ScheduleSet.class, ScheduleList.class, ScheduleDelete.class})
    static final class Schedule {}

    /** Creates or replaces a schedule. */
    @Command(name = "set", description = "Creates or replaces a schedule.")
    static final class ScheduleSet implements Callable<Integer> {
        private final Cli cli;

        @Parameters(index = "0", paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

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

        ScheduleSet(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var body = new LinkedHashMap<String, Object>();
            body.put("cronExpression", cron);
            body.put("timeZone", timeZone);
            body.put("retentionInHours", retentionInHours);
            body.put("keyspaces", keyspaces);
            JsonNode schedule = cli.services()
                    .backup()
                    .put("/clusters/" + cluster + "/backup-schedules/" + name, body)
                    .body();
            cli.console().result(schedule, Operations.table(schedule));
            return ExitCode.OK;
        }
    }

    /** Lists schedules. */
    @Command(name = "list", description = "Lists the schedules of a cluster.")
    static final class ScheduleList implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        ScheduleList(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            JsonNode schedules = cli.services().backup().get("/clusters/" + cluster + "/backup-schedules");
            cli.console()
                    .result(
                            schedules,
                            table(
                                    schedules,
                                    List.of(
                                            "scheduleName",
                                            "cronExpression",
                                            "timeZone",
                                            "retentionInHours",
                                            "nextDue")));
            return ExitCode.OK;
        }
    }

    /** Removes a schedule. */
    @Command(name = "delete", description = "Removes a schedule; its backups stay.")
    static final class ScheduleDelete implements Callable<Integer> {
        private final Cli cli;

        @Parameters(index = "0", paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        @Parameters(index = "1", paramLabel = "SCHEDULE")
        private String name;

        ScheduleDelete(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            cli.services().backup().delete("/clusters/" + cluster + "/backup-schedules/" + name);
            cli.console().say("Schedule " + name + " is gone; its backups stay.");
            return ExitCode.OK;
        }
    }
}
