package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ClusterJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Clusters, datacenters, nodes and plans as tables. */
final class Clusters {
    private static final List<String> DATACENTER = List.of("state", "datacenter", "region", "sku", "nodes", "normal");

    private Clusters() {}

    /** A row for each datacenter. */
    static Table table(JsonNode clusters) {
        List<List<String>> rows = new ArrayList<>();
        ClusterJson.itemsOf(clusters).forEach(cluster -> {
            String name = Tables.text(cluster, "cluster");
            JsonNode datacenters = ClusterJson.datacentersOf(cluster);
            if (datacenters.isEmpty()) {
                rows.add(List.of(name, Tables.text(cluster, "provisioningState"), "–", "–", "–", "–", "–"));
            }
            datacenters.forEach(datacenter -> {
                var row = new ArrayList<>(List.of(name));
                row.addAll(datacenterRow(datacenter));
                rows.add(row);
            });
        });
        var headings = new ArrayList<>(List.of("cluster"));
        headings.addAll(DATACENTER);
        return new Table(headings, rows);
    }

    /** A row for each datacenter of one cluster. */
    static Table datacenters(JsonNode datacenters) {
        List<List<String>> rows = new ArrayList<>();
        datacenters.forEach(datacenter -> rows.add(datacenterRow(datacenter)));
        return new Table(DATACENTER, rows);
    }

    /** A row for each node. */
    static Table nodes(List<ClusterJson.Node> nodes) {
        return new Table(
                List.of("node", "datacenter", "rack", "address", "sku", "state"),
                nodes.stream()
                        .map(node -> List.of(
                                node.name(),
                                node.datacenter(),
                                node.rack(),
                                node.address(),
                                node.sku(),
                                node.state().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    /** A row for each step of a scale plan, with how long it will take and the reason for it. */
    static Table plan(JsonNode plan) {
        List<List<String>> rows = new ArrayList<>();
        plan.path("steps")
                .forEach(step -> rows.add(List.of(
                        Tables.text(step, "stepId"),
                        Tables.text(step.path("step"), "step"),
                        step.path("forecast").isTextual()
                                ? Texts.seconds(
                                        Duration.parse(step.get("forecast").asText()))
                                : "–",
                        Tables.text(step, "reason"))));
        return new Table(List.of("id", "step", "forecast", "because"), rows);
    }

    private static List<String> datacenterRow(JsonNode datacenter) {
        List<ClusterJson.Node> nodes = ClusterJson.nodesOf(datacenter);
        long normal =
                nodes.stream().filter(node -> node.state().equals("NORMAL")).count();
        boolean deallocated = datacenter.path("deallocated").asBoolean();
        return List.of(
                Tables.text(datacenter, "provisioningState") + (deallocated ? " (deallocated)" : ""),
                Tables.text(datacenter, "datacenter"),
                Tables.text(datacenter, "region"),
                Tables.text(datacenter, "sku"),
                Integer.toString(nodes.size()),
                Long.toString(normal));
    }
}
