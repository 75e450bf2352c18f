package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas drill schedule …}: when rehearsals begin by themselves. */
@Command(
        name = "schedule",
        description = "Says when drills begin by themselves; what holds at the due time decides whether one does.",
        subcommands = {
            DrillScheduleCommand.Set.class,
            DrillScheduleCommand.ListAll.class,
            DrillScheduleCommand.Show.class,
            DrillScheduleCommand.Pause.class,
            DrillScheduleCommand.Resume.class,
            DrillScheduleCommand.Delete.class
        })
final class DrillScheduleCommand {
    private static final String PATH = "/drill-schedules";

    private DrillScheduleCommand() {}

    private abstract static class OfOne extends AskSchedule {
        OfOne(Cli cli) {
            super(cli, Services::failover, PATH);
        }
    }

    /** Creates or replaces a schedule. */
    @Command(name = "set", description = "Creates or replaces a schedule of drills.")
    static final class Set extends OfOne {
        @Option(names = "--cron", required = true, description = "Five Unix fields, e.g. '0 3 * * 0'.")
        private String cron;

        @Option(names = "--time-zone", defaultValue = "UTC", description = "IANA name (default: ${DEFAULT-VALUE}).")
        private String timeZone;

        @Mixin
        private DrillOptions drill;

        Set(Cli cli) {
            super(cli);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            var body = new LinkedHashMap<String, Object>();
            body.put("cronExpression", cron);
            body.put("timeZone", timeZone);
            body.put("drill", drill.body());
            return client.put(path(""), body).body();
        }
    }

    /** Lists schedules. */
    @Command(name = "list", description = "Lists the schedules of a cluster, with the due times that were missed.")
    static final class ListAll extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        ListAll(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path(PATH));
        }

        @Override
        Table table(JsonNode schedules) {
            return Tables.list(
                    schedules,
                    "scheduleName",
                    "cronExpression",
                    "timeZone",
                    "region",
                    "by",
                    "paused",
                    "nextDue",
                    "lastDrill",
                    "missed");
        }
    }

    /** Shows one schedule. */
    @Command(
            name = "show",
            description = "Shows a schedule: when it comes next, what it asked for last, what was missed.")
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

    /** Removes a schedule. */
    @Command(name = "delete", description = "Removes a schedule; a drill that runs goes on.")
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
