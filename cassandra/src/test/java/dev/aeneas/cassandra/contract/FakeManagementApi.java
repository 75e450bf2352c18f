package dev.aeneas.cassandra.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The management API in front of nodes that are reached in another way, one server for each, in the protocol of its OpenAPI
 * document.
 */
public final class FakeManagementApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final ReachNodes cluster;
    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<String, String> jobs = new ConcurrentHashMap<>();
    private int port;

    public FakeManagementApi(ReachNodes cluster, List<NodeAddress> nodes) {
        this.cluster = cluster;
        nodes.forEach(this::serve);
    }

    /** The same on every node's address. */
    public int port() {
        return port;
    }

    private void serve(NodeAddress node) {
        try {
            var server = HttpServer.create(new InetSocketAddress(node.host(), port), 0);
            port = server.getAddress().getPort();
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", exchange -> answer(exchange, node));
            server.start();
            servers.add(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange, NodeAddress node) throws IOException {
        int code = 200;
        String body;
        try (var operations = cluster.connect(node)) {
            body = body(exchange, operations);
        } catch (NodeException e) {
            code = 500;
            body = e.getMessage();
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String body(HttpExchange exchange, NodeOperations node) throws IOException {
        var query = query(exchange.getRequestURI().getQuery());
        var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (asked) {
            case "GET /api/v0/probes/liveness", "POST /api/v0/ops/node/drain" -> "OK";
            case "GET /api/v0/metadata/endpoints" -> text(Map.of("entity", states(node)));
            case "GET /api/v0/ops/node/streaminfo" -> text(Map.of("entity", List.of()));
            case "GET /api/v0/ops/node/snapshots" -> text(Map.of("entity", snapshots(node)));
            case "POST /api/v0/ops/node/snapshots" -> {
                var body = JSON.readTree(exchange.getRequestBody());
                node.takeSnapshot(body.path("snapshot_name").asText(), texts(body.path("keyspaces")));
                yield "OK";
            }
            case "DELETE /api/v0/ops/node/snapshots" -> {
                node.clearSnapshot(query.get("snapshotNames"));
                yield "OK";
            }
            case "POST /api/v1/ops/node/rebuild" ->
                job("rebuild", () -> node.rebuild(query.get("src_dc"), Set.of("app"), BOUND));
            case "POST /api/v1/ops/node/decommission" -> job("decommission", () -> node.decommission(BOUND));
            case "POST /api/v1/ops/keyspace/cleanup" -> {
                var body = JSON.readTree(exchange.getRequestBody());
                yield job(
                        "cleanup", () -> node.cleanup(body.path("keyspace_name").asText(), 1, BOUND));
            }
            case "PUT /api/v2/repairs" ->
                text(Map.of("repair_id", repair(node, JSON.readTree(exchange.getRequestBody()))));
            case "GET /api/v0/ops/executor/job" -> look(query.get("job_id"));
            default -> throw new IllegalStateException("not in the protocol: " + asked);
        };
    }

    /** Zero where there is nothing to repair, as Cassandra has it. */
    private String repair(NodeOperations node, JsonNode body) {
        var request = new RepairRequest(
                body.path("keyspace").asText(),
                new TreeSet<>(texts(body.path("datacenters"))),
                RepairRequest.Ranges.ALL_OWNED);
        var result = node.repair(request, BOUND, progress -> {});
        return result instanceof RepairResult.NothingToRepair ? "0" : job("repair", () -> {});
    }

    private String job(String type, Runnable work) {
        var id = type + "-" + (jobs.size() + 1);
        try {
            work.run();
            jobs.put(id, "COMPLETED");
        } catch (NodeException e) {
            jobs.put(id, "ERROR");
        }
        // the first look finds it waiting
        jobs.put("new-" + id, "");
        return id;
    }

    private String look(String id) {
        boolean first = jobs.remove("new-" + id) != null;
        return text(Map.of("id", id, "status", first ? "WAITING" : jobs.get(id), "error", "it failed"));
    }

    private static List<Map<String, String>> snapshots(NodeOperations node) {
        return node.snapshots().stream()
                .map(taken -> Map.of(
                        "Snapshot name", taken.tag(),
                        "Keyspace name", taken.keyspace(),
                        "Column family name", taken.table()))
                .toList();
    }

    private static List<Map<String, String>> states(NodeOperations node) {
        return node.ring().nodes().stream().map(FakeManagementApi::state).toList();
    }

    private static Map<String, String> state(NodeView view) {
        var state = new HashMap<String, String>();
        state.put("ENDPOINT_IP", view.address().hostAddress());
        state.put("HOST_ID", view.hostId().toString());
        state.put("DC", view.datacenter());
        state.put("RACK", view.rack());
        state.put("IS_ALIVE", String.valueOf(view.up()));
        state.put("LOAD", String.valueOf((double) view.loadBytes()));
        view.schemaVersion().ifPresent(version -> state.put("SCHEMA", version.toString()));
        if (view.mode() != NodeMode.UNJOINED) {
            state.put("STATUS_WITH_PORT", view.mode() + ",-1");
            state.put("TOKENS", view.tokens().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return state;
    }

    private static Map<String, String> query(String query) {
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
