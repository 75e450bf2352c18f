package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aeneas advice}: which consistency level survives what, and what it loses. */
@Command(
        name = "advice",
        description =
                "Tells for each keyspace which consistency levels are still served after a loss, and what they lose.")
public final class AdviceCommand extends AskAndShow {
    private static final List<String> COLUMNS = List.of(
            "keyspace", "level", "node lost", "rack lost", "standby lost", "primary lost", "writes lost with it");
    private static final List<String> LOSSES = List.of("oneNodeLost", "oneRackLost", "standbyLost", "primaryLost");

    @Mixin
    private AtCluster cluster;

    AdviceCommand(Cli cli) {
        super(cli, Services::failover);
    }

    @Override
    JsonNode ask(ServiceClient client) {
        return client.get(cluster.path("/consistency-advice"));
    }

    @Override
    Table table(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        answer.forEach(keyspace -> keyspace.path("levels").forEach(level -> rows.add(row(keyspace, level))));
        return new Table(COLUMNS, rows);
    }

    private static List<String> row(JsonNode keyspace, JsonNode level) {
        var row = new ArrayList<String>();
        row.add(Tables.text(keyspace, "keyspace"));
        row.add(Tables.text(level, "level"));
        LOSSES.forEach(loss -> row.add(level.path(loss).asBoolean() ? "served" : "FAILS"));
        row.add(Tables.text(level, "whenPrimaryIsLost"));
        return row;
    }
}
