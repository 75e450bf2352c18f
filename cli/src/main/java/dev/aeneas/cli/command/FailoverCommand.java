package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.Sku;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas failover …}: what is to happen when a region is lost, and making it happen. */
@Command(
        name = "failover",
        description =
                "Sets what happens when a region is lost; fails over by hand; moves clients and back; shows runs.",
        subcommands = {
            FailoverCommand.Policy.class,
            FailoverCommand.Start.class,
            FailoverCommand.Show.class,
            MoveCommand.SwitchOver.class,
            MoveCommand.FailBack.class,
            MoveCommand.Stay.class,
            MoveCommand.Abort.class,
            MoveCommand.Moves.class,
            FailoverHold.Stop.class,
            FailoverHold.Resume.class,
            FailoverHold.Acknowledge.class,
            FailoverHold.Abort.class
        })
public final class FailoverCommand {
    private FailoverCommand() {}

    /** Sets or shows the policy. */
    @Command(name = "policy", description = "Sets the policy of a cluster; without --primary and --standby shows it.")
    static final class Policy extends AskAndShow {
        private static final String PATH = "/failover-policy";

        @Mixin
        private AtCluster cluster;

        @Option(names = "--primary", paramLabel = "DATACENTER", converter = Names.OfDatacenter.class)
        private DatacenterName primary;

        @Option(names = "--standby", paramLabel = "DATACENTER", converter = Names.OfDatacenter.class)
        private DatacenterName standby;

        @Option(
                names = "--mode",
                defaultValue = "AUTOMATIC",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        private Mode mode;

        @Option(
                names = "--target-nodes",
                paramLabel = "N",
                description = "What the standby grows to (default: as the primary).")
        private Integer targetNodeCount;

        @Option(
                names = "--target-sku",
                paramLabel = "SKU",
                converter = Names.OfSku.class,
                description = "Its size then.")
        private Sku targetSku;

        @Option(
                names = "--on-degraded",
                description = "When the region answers and serves no writes: ${COMPLETION-CANDIDATES} (default: ASK).")
        private OnDegraded onDegraded;

        @Mixin
        private FailoverTermsOptions terms;

        Policy(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return primary == null && standby == null
                    ? client.get(cluster.path(PATH))
                    : client.put(cluster.path(PATH), body()).body();
        }

        private Map<String, Object> body() {
            var body = new LinkedHashMap<String, Object>();
            body.put("mode", mode);
            body.put("primary", primary);
            body.put("standby", standby);
            body.put("targetNodeCount", targetNodeCount);
            body.put("targetSku", targetSku);
            body.put("onDegraded", onDegraded);
            body.put("terms", terms.terms());
            return body;
        }
    }

    /** Fails over by hand. */
    @Command(name = "start", description = "Fails over now, on your word.")
    static final class Start extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Option(names = "--region", required = true, paramLabel = "REGION", description = "The region to leave.")
        private String region;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the journal.")
        private String reason;

        Start(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path("/failovers"), Map.of("region", region, "reason", reason));
        }
    }

    /** Shows runs. */
    @Command(name = "show", description = "Shows a cluster's failover: where clients belong, and the last run.")
    static final class Show extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        Show(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            JsonNode runs = client.get(cluster.path("/failovers"));
            return JsonNodeFactory.instance
                    .objectNode()
                    .<ObjectNode>set(
                            "routing", client.find(cluster.path("/routing")).orElse(NullNode.instance))
                    .set("runs", runs);
        }

        @Override
        Table table(JsonNode answer) {
            return Tables.list(answer.path("runs"), "runId", "epoch", "region", "state", "from", "to", "rto");
        }
    }
}
