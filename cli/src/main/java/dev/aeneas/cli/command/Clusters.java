package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.contracts.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Clusters, datacenters and nodes as tables. */
final class Clusters {
    private static final List<String> NODE_HEADINGS = List.of("node", "datacenter", "rack", "address", "sku", "state");

    private Clusters() {}

    /** The elements of a list, whether it comes bare or as {@code items}. */
    static JsonNode itemsOf(JsonNode list) {
        return list.isArray() ? list : list.path("items");
    }

    /** A row for each datacenter. */
    static Table table(JsonNode clusters) {
        List<List<String>> rows = new ArrayList<>();
        itemsOf(clusters).forEach(cluster -> {
            String name = text(cluster, "cluster");
            JsonNode datacenters = datacentersOf(cluster);
            if (datacenters.isEmpty()) {
                rows.add(List.of(name, text(cluster, "provisioningState"), "–", "–", "–", "–", "–"));
            }
            datacenters.forEach(datacenter -> rows.add(datacenterRow(name, datacenter)));
        });
        return new Table(List.of("cluster", "state", "datacenter", "region", "sku", "nodes", "normal"), rows);
    }

    /** One cluster as a list of one. */
    static JsonNode listOf(JsonNode cluster) {
        return WireFormat.mapper().createArrayNode().add(cluster);
    }

    /** A row for each node of a cluster. */
    static Table nodes(JsonNode cluster) {
        List<List<String>> rows = new ArrayList<>();
        datacentersOf(cluster)
                .forEach(datacenter -> rows.addAll(nodesOf(datacenter).rows()));
        return new Table(NODE_HEADINGS, rows);
    }

    /** A row for each node of a datacenter. */
    static Table nodesOf(JsonNode datacenter) {
        List<List<String>> rows = new ArrayList<>();
        datacenter
                .path("nodes")
                .forEach(node -> rows.add(List.of(
                        text(node, "name"),
                        text(datacenter, "datacenter"),
                        text(node, "rack"),
                        text(node, "address"),
                        text(node, "sku"),
                        text(node, "state").toLowerCase(Locale.ROOT))));
        return new Table(NODE_HEADINGS, rows);
    }

    static Optional<JsonNode> datacenter(JsonNode cluster, String name) {
        for (JsonNode datacenter : datacentersOf(cluster)) {
            if (text(datacenter, "datacenter").equals(name)) {
                return Optional.of(datacenter);
            }
        }
        return Optional.empty();
    }

    /** A row for each step of a scale plan, with the reason for it. */
    static Table plan(JsonNode plan) {
        List<List<String>> rows = new ArrayList<>();
        plan.path("steps")
                .forEach(step ->
                        rows.add(List.of(text(step, "stepId"), text(step.path("step"), "step"), text(step, "reason"))));
        return new Table(List.of("id", "step", "because"), rows);
    }

    static JsonNode datacentersOf(JsonNode cluster) {
        JsonNode topology = cluster.path("topology").path("datacenters");
        return topology.isMissingNode() ? cluster.path("datacenters") : topology;
    }

    private static List<String> datacenterRow(String cluster, JsonNode datacenter) {
        JsonNode nodes = datacenter.path("nodes");
        long normal = 0;
        for (JsonNode node : nodes) {
            normal += node.path("state").asText().equals("NORMAL") ? 1 : 0;
        }
        return List.of(
                cluster,
                text(datacenter, "provisioningState")
                        + (datacenter.path("deallocated").asBoolean() ? " (deallocated)" : ""),
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
