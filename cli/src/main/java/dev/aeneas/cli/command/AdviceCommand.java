package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas advice}: which consistency level survives what, and what it loses. */
@Command(
        name = "advice",
        description =
                "Tells for each keyspace which consistency levels are still served after a loss, and what they lose;"
                        + " with --prices what each size of standby costs, beside how long recovery would take.")
public final class AdviceCommand extends AskAndShow {
    private static final List<String> COLUMNS = List.of(
            "keyspace", "level", "node lost", "rack lost", "standby lost", "primary lost", "writes lost with it");
    private static final List<String> LOSSES = List.of("oneNodeLost", "oneRackLost", "standbyLost", "primaryLost");

    private static final List<String> COSTS = List.of("way", "standby", "per month", "rto", "rpo", "note");

    @Mixin
    private AtCluster cluster;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "a price list as JSON: currency, nodeMonth {sku: price}, storageGibMonth, backupGibMonth,"
                    + " transferGib, writtenGibMonth; advises on cost instead of consistency")
    private Path prices;

    AdviceCommand(Cli cli) {
        super(cli, Services::failover);
    }

    @Override
    JsonNode ask(ServiceClient client) {
        return prices == null
                ? client.get(cluster.path("/consistency-advice"))
                : client.post(cluster.path("/cost-advice"), priceList()).body();
    }

    private JsonNode priceList() {
        try {
            return WireFormat.mapper().readTree(prices.toFile());
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "the price list " + prices + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    Table table(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        if (prices != null) {
            answer.path("ways")
                    .forEach(way -> rows.add(cost(way, answer.path("currency").asText())));
            answer.path("notes").forEach(note -> rows.add(List.of("", "", "", "", "", note.asText())));
            return new Table(COSTS, rows);
        }
        answer.forEach(keyspace -> keyspace.path("levels").forEach(level -> rows.add(row(keyspace, level))));
        return new Table(COLUMNS, rows);
    }

    private static List<String> cost(JsonNode way, String currency) {
        var size = way.path("size");
        var price = way.path("pricePerMonth");
        return List.of(
                Tables.text(way, "kind"),
                size.isObject()
                        ? size.path("nodeCount").asText() + " × "
                                + size.path("sku").asText()
                        : "–",
                price.isNumber() ? price.decimalValue() + " " + currency : "–",
                Tables.text(way, "rto"),
                Tables.text(way, "rpo"),
                way.path("present").asBoolean() ? "now" : "");
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
