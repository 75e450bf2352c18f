package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.contracts.DatacenterName;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas failover switchover|failback|stay|abort|moves}: moves of clients without loss. */
final class MoveCommand {
    private MoveCommand() {}

    /** Primary and standby swap roles. */
    @Command(
            name = "switchover",
            description = "Moves clients to the other datacenter without loss; primary and standby swap their roles.")
    static final class SwitchOver extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Option(
                names = "--to",
                paramLabel = "DATACENTER",
                converter = Names.OfDatacenter.class,
                description = "Where to (default: the policy's other datacenter).")
        private DatacenterName to;

        SwitchOver(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        Answer begin(ServiceClient client) {
            var body = new LinkedHashMap<String, Object>();
            body.put("to", to);
            return client.post(cluster.path("/switchover"), body);
        }
    }

    /** Back to the primary after a failover. */
    @Command(
            name = "failback",
            description =
                    "After a failover, once the region is back: repairs it, moves clients back without loss, ends its"
                            + " quarantine and shrinks the standby to what it was.")
    static final class FailBack extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Option(names = "--no-shrink", description = "Leave the standby as large as the failover made it.")
        private boolean noShrink;

        FailBack(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path("/failback"), Map.of("shrink", !noShrink));
        }
    }

    /** The standby becomes the primary for good. */
    @Command(
            name = "stay",
            description =
                    "Keeps clients where they are and makes that the primary; the region that came back is repaired,"
                            + " leaves quarantine and becomes the standby.")
    static final class Stay extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        Stay(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path("/stay"), Map.of());
        }
    }

    /** Ends a move before its shift. */
    @Command(name = "abort", description = "Ends a move while clients are still where they were.")
    static final class Abort extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        @Parameters(index = "1", paramLabel = "RUN", description = "As 'aeneas failover moves' lists it.")
        private String runId;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the journal.")
        private String reason;

        Abort(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post(cluster.path("/moves/" + runId + "/abort"), Map.of("reason", reason))
                    .body();
        }
    }

    /** Lists moves. */
    @Command(name = "moves", description = "Lists a cluster's moves, the newest first.")
    static final class Moves extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        Moves(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path("/moves"));
        }

        @Override
        Table table(JsonNode answer) {
            return Tables.list(answer, "runId", "kind", "state", "step", "from", "to", "inSync");
        }
    }
}
