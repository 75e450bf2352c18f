package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.aeneas.cassandra.node.JoinRing;
import dev.aeneas.cassandra.node.JoinWave;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.cassandra.NodeJoin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/**
 * Three nodes become six at one instant after one replica missed rows that were acknowledged at LOCAL_QUORUM: how many of
 * them cannot be read at LOCAL_QUORUM afterwards, with strict range movement and with the usual advice to turn it off.
 */
final class DivergenceBenchmark implements Benchmark {
    private static final long ROWS = 20_000;
    private static final int TOGETHER = 64;
    private static final Duration BOUND = Duration.ofMinutes(5);

    /** Older than a write's timeout: what waited in sockets for the frozen node is not taken any more. */
    private static final Duration TOO_OLD = Duration.ofSeconds(4);

    private static final Map<String, Object> NO_HINTS = Map.of("hinted_handoff_enabled", false);

    @Override
    public Result run() throws Exception {
        var strict = lose(Map.of());
        var loose = lose(Map.of("cassandra.consistent.rangemovement", "false"));
        return new Result(
                Map.of(
                        "strictLostPart", strict.lost() / (double) ROWS,
                        "looseLostPart", loose.lost() / (double) ROWS),
                Map.of(
                        "rows", ROWS,
                        "strictMissedByOneReplica", strict.planted(),
                        "strictLost", strict.lost(),
                        "strictJoinMs", strict.joinMs(),
                        "looseMissedByOneReplica", loose.planted(),
                        "looseLost", loose.lost(),
                        "looseJoinMs", loose.joinMs()));
    }

    /** Rows that one replica missed, rows that LOCAL_QUORUM did not find in the end, and how long the join took. */
    private record Lost(long planted, long lost, long joinMs) {}

    private static Lost lose(Map<String, String> properties) throws Exception {
        try (var region = new TwoRegions()) {
            var present = region.plan(TwoRegions.WEST, 3, TwoRegions.SMALL);
            region.add(present);
            present.forEach(
                    (node, member) -> region.start(node, region.first(member).withYaml(NO_HINTS)));
            present.keySet().forEach(region::awaitCql);
            region.awaitNormal(List.copyOf(present.keySet()));
            try (var session = session(List.copyOf(present.keySet()))) {
                long planted = plant(region, session, List.copyOf(present.keySet()));
                long began = System.nanoTime();
                join(region, properties);
                long joinMs = Duration.ofNanos(System.nanoTime() - began).toMillis();
                return new Lost(planted, missing(session, ConsistencyLevel.LOCAL_QUORUM, null), joinMs);
            }
        }
    }

    private static long plant(TwoRegions region, CqlSession session, List<NodeAddress> nodes)
            throws InterruptedException {
        session.execute("CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', 'west': 3}");
        session.execute("CREATE TABLE bench.rows (row bigint PRIMARY KEY, text text) WITH read_repair = 'NONE'");
        var insert = session.prepare("INSERT INTO bench.rows (row, text) VALUES (?, 'carried out of Troy')");
        var frozen = nodes.get(2);
        region.freeze(frozen);
        var coordinator = find(session, nodes.get(0));
        each(session, row -> insert.bind(row).setNode(coordinator));
        Thread.sleep(TOO_OLD.toMillis());
        region.thaw(frozen);
        region.awaitNormal(nodes);
        return missing(session, ConsistencyLevel.ONE, find(session, frozen));
    }

    private static void join(TwoRegions region, Map<String, String> properties) throws Exception {
        var added = region.plan(TwoRegions.WEST, 3, TwoRegions.SMALL);
        region.add(added);
        added.forEach((node, member) -> region.start(
                node,
                region.spec(member, NodeJoin.spare(TwoRegions.tokens(member), List.of()))
                        .withYaml(NO_HINTS)
                        .withSystemProperties(properties)));
        var connections = new LinkedHashMap<NodeAddress, NodeOperations>();
        try {
            for (var node : added.keySet()) {
                region.await(
                        node,
                        seen -> seen.ring().agreesOnSchema() && seen.ring().up().size() == 6);
                connections.put(node, region.jmx.connect(node));
            }
            JoinWave.join(Map.<NodeAddress, JoinRing>copyOf(connections), BOUND);
        } finally {
            connections.values().forEach(NodeOperations::close);
        }
        region.awaitNormal(region.in(TwoRegions.WEST));
    }

    private static long missing(CqlSession session, ConsistencyLevel level, Node at) {
        var select = session.prepare("SELECT row FROM bench.rows WHERE row = ?");
        return each(session, row -> select.bind(row).setConsistencyLevel(level).setNode(at)).stream()
                .filter(answer -> answer.one() == null)
                .count();
    }

    private static List<AsyncResultSet> each(CqlSession session, LongFunction<BoundStatement> statement) {
        var answers = new ArrayList<AsyncResultSet>();
        var underWay = new ArrayList<CompletionStage<AsyncResultSet>>();
        for (long row = 0; row < ROWS; row++) {
            underWay.add(session.executeAsync(statement.apply(row)));
            if (underWay.size() == TOGETHER || row == ROWS - 1) {
                underWay.forEach(
                        answer -> answers.add(answer.toCompletableFuture().join()));
                underWay.clear();
            }
        }
        return answers;
    }

    private static Node find(CqlSession session, NodeAddress address) {
        return session.getMetadata().findNode(address.cql()).orElseThrow();
    }

    private static CqlSession session(List<NodeAddress> nodes) {
        var config = DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, ConsistencyLevel.LOCAL_QUORUM.name())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(15))
                .build();
        return CqlSession.builder()
                .addContactPoints(nodes.stream().map(NodeAddress::cql).toList())
                .withLocalDatacenter(TwoRegions.WEST)
                .withConfigLoader(config)
                .build();
    }
}
