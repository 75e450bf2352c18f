package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that changes nodes of a datacenter while their number and size stay as they are. */
abstract class BeginChange implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private AtDatacenter which;

    @Option(names = "--dry-run", description = "Show the plan and its consequences; change nothing.")
    private boolean dryRun;

    @Mixin
    private RunWaiting waiting;

    BeginChange(Cli cli) {
        this.cli = cli;
    }

    /** The change as scaling-service wants it. */
    abstract Map<String, Object> change();

    /** Whether it may be begun, for a command that asks first. */
    boolean agreed(Cli root, JsonNode plan) {
        return true;
    }

    /** Whether there is something to agree to. */
    boolean asks() {
        return false;
    }

    @Override
    public final Integer call() {
        Map<String, Object> body = Map.of("change", change());
        if (dryRun) {
            show(plan(body));
            return ExitCode.OK;
        }
        if (asks() && !agreed(cli, plan(body))) {
            cli.console().say("Nothing changed.");
            return ExitCode.OK;
        }
        return waiting.finish(cli, client -> client.post(which.path("/changes"), body));
    }

    private JsonNode plan(Map<String, Object> body) {
        return cli.services()
                .scaling()
                .post(which.path("/changes?dryRun=true"), body)
                .body();
    }

    private void show(JsonNode plan) {
        cli.console().result(plan, Clusters.plan(plan));
        Plans.sayMore(cli.console(), plan);
    }
}
