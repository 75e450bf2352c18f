package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas failover …}: what is to happen when a region is lost, and making it happen. */
@Command(
        name = "failover",
        description = "Sets what happens when a region is lost; fails over by hand; shows runs.",
        subcommands = {FailoverCommand.Policy.class, FailoverCommand.Start.class, FailoverCommand.Show.class})
public final class FailoverCommand {
    private FailoverCommand() {}

    /** Sets or shows the policy. */
    @Command(name = "policy", description = "Sets the policy of a cluster; without --primary and --standby shows it.")
    static final class Policy implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

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

        Policy(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            String path = "/clusters/" + cluster + "/failover-policy";
            var client = cli.services().failover();
            JsonNode policy = primary == null && standby == null
                    ? client.get(path)
                    : client.put(path, body()).body();
            cli.console().result(policy, Operations.table(policy));
            return ExitCode.OK;
        }

        private Map<String, Object> body() {
            var body = new LinkedHashMap<String, Object>();
            body.put("mode", mode);
            body.put("primary", primary);
            body.put("standby", standby);
            body.put("targetNodeCount", targetNodeCount);
            body.put("targetSku", targetSku);
            return body;
        }
    }

    /** Fails over by hand. */
    @Command(name = "start", description = "Fails over now, on your word.")
    static final class Start implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        @Option(names = "--region", required = true, paramLabel = "REGION", description = "The region to leave.")
        private String region;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the journal.")
        private String reason;

        @Mixin
        private Waiting waiting;

        Start(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var client = cli.services().failover();
            return waiting.finish(
                    cli.console(),
                    client,
                    client.post("/clusters/" + cluster + "/failovers", Map.of("region", region, "reason", reason)));
        }
    }

    /** Shows runs. */
    @Command(name = "show", description = "Shows a cluster's failover: where clients belong, and the last run.")
    static final class Show implements Callable<Integer> {
        private final Cli cli;

        @Parameters(paramLabel = "CLUSTER", converter = Names.OfCluster.class)
        private ClusterName cluster;

        Show(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            var client = cli.services().failover();
            JsonNode runs = client.get("/clusters/" + cluster + "/failovers");
            var json = new LinkedHashMap<String, Object>();
            json.put("routing", client.find("/clusters/" + cluster + "/routing").orElse(null));
            json.put("runs", runs);
            cli.console()
                    .result(
                            json,
                            BackupCommand.table(
                                    runs, List.of("runId", "epoch", "region", "state", "from", "to", "rto")));
            return ExitCode.OK;
        }
    }
}
