package dev.aeneas.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads clusters as provisioning-service shows them. */
public final class ClusterJson {
    private ClusterJson() {}

    /** One node. */
    public record Node(String name, String datacenter, String rack, String address, String sku, String state) {}

    /** The elements of a list, whether it comes bare or as {@code items}. */
    public static JsonNode itemsOf(JsonNode list) {
        return list.isArray() ? list : list.path("items");
    }

    /** A cluster's datacenters, whether they stand in it or in its topology. */
    public static JsonNode datacentersOf(JsonNode cluster) {
        JsonNode topology = cluster.path("topology").path("datacenters");
        return topology.isMissingNode() ? cluster.path("datacenters") : topology;
    }

    public static Optional<JsonNode> datacenter(JsonNode cluster, String name) {
        for (JsonNode datacenter : datacentersOf(cluster)) {
            if (datacenter.path("datacenter").asText().equals(name)) {
                return Optional.of(datacenter);
            }
        }
        return Optional.empty();
    }

    /** Every node of a cluster. */
    public static List<Node> nodes(JsonNode cluster) {
        var nodes = new ArrayList<Node>();
        datacentersOf(cluster).forEach(datacenter -> nodes.addAll(nodesOf(datacenter)));
        return nodes;
    }

    /** Every node of a datacenter. */
    public static List<Node> nodesOf(JsonNode datacenter) {
        var nodes = new ArrayList<Node>();
        datacenter
                .path("nodes")
                .forEach(node -> nodes.add(new Node(
                        text(node, "name"),
                        text(datacenter, "datacenter"),
                        text(node, "rack"),
                        text(node, "address"),
                        text(node, "sku"),
                        text(node, "state"))));
        return nodes;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("–");
    }
}
