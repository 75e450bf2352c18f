package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.contracts.Sku;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas datacenter scale …}: changes a datacenter's node count or size. */
@Command(name = "scale", description = "Brings a datacenter to a node count and a size.")
final class ScaleCommand implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private AtDatacenter which;

    @Option(names = "--nodes", paramLabel = "N", description = "Node count to reach.")
    private Integer nodes;

    @Option(names = "--sku", converter = Names.OfSku.class, description = "Size to reach.")
    private Sku sku;

    @Option(names = "--spares", paramLabel = "N", description = "Nodes to keep prepared and not joined.")
    private Integer spares;

    @Option(names = "--dead", paramLabel = "DATACENTER", description = "Datacenters whose nodes nobody waits for.")
    private List<String> dead = new ArrayList<>();

    @Option(names = "--dry-run", description = "Show the plan; change nothing.")
    private boolean dryRun;

    @Mixin
    private RunWaiting waiting;

    ScaleCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (nodes == null && sku == null && spares == null) {
            throw new CliException(ExitCode.USAGE, "--nodes, --sku or --spares is required");
        }
        return dryRun
                ? showPlan(cli.services().scaling())
                : waiting.finish(cli, client -> client.post(which.path("/scale"), body()));
    }

    private int showPlan(ServiceClient client) {
        var plan = client.post(which.path("/scale?dryRun=true"), body()).body();
        cli.console().result(plan, Clusters.plan(plan));
        Plans.sayMore(cli.console(), plan);
        return ExitCode.OK;
    }

    private Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("nodeCount", nodes);
        body.put("sku", sku);
        body.put("deadDatacenters", dead);
        if (spares != null) {
            body.put("spareCount", spares);
        }
        return body;
    }
}
