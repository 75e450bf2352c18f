package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.contracts.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Clusters, datacenters, nodes and plans as tables. */
final class Clusters {
    private Clusters() {}

    /** One cluster as a list of one. */
    static JsonNode listOf(JsonNode cluster) {
        return WireFormat.mapper().createArrayNode().add(cluster);
    }

    /** A row for each datacenter. */
    static Table table(JsonNode clusters) {
        List<List<String>> rows = new ArrayList<>();
        ClusterJson.itemsOf(clusters).forEach(cluster -> {
            String name = text(cluster, "cluster");
            JsonNode datacenters = ClusterJson.datacentersOf(cluster);
            if (datacenters.isEmpty()) {
                rows.add(List.of(name, text(cluster, "provisioningState"), "–", "–", "–", "–", "–"));
            }
            datacenters.forEach(datacenter -> rows.add(datacenterRow(name, datacenter)));
        });
        return new Table(List.of("cluster", "state", "datacenter", "region", "sku", "nodes", "normal"), rows);
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

    /** A row for each step of a scale plan, with the reason for it. */
    static Table plan(JsonNode plan) {
        List<List<String>> rows = new ArrayList<>();
        plan.path("steps")
                .forEach(step ->
                        rows.add(List.of(text(step, "stepId"), text(step.path("step"), "step"), text(step, "reason"))));
        return new Table(List.of("id", "step", "because"), rows);
    }

    private static List<String> datacenterRow(String cluster, JsonNode datacenter) {
        List<ClusterJson.Node> nodes = ClusterJson.nodesOf(datacenter);
        long normal =
                nodes.stream().filter(node -> node.state().equals("NORMAL")).count();
        boolean deallocated = datacenter.path("deallocated").asBoolean();
        return List.of(
                cluster,
                text(datacenter, "provisioningState") + (deallocated ? " (deallocated)" : ""),
                text(datacenter, "datacenter"),
                text(datacenter, "region"),
                text(datacenter, "sku"),
                Integer.toString(nodes.size()),
                Long.toString(normal));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("–");
    }
}
