package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The demonstration's rows in a cluster of two regions. */
final class Rows {
    private static final int UNDER_WAY_MAX = 64;

    private Rows() {}

    /** Writes so many through east at LOCAL_QUORUM; both regions hold them three times, and the system keyspaces too. */
    static void load(TwoRegions regions, int rows) {
        replicateSystemKeyspaces(regions.in(TwoRegions.EAST));
        try (var session = session(regions, TwoRegions.EAST)) {
            session.execute("CREATE KEYSPACE bench WITH replication ="
                    + " {'class': 'NetworkTopologyStrategy', 'east': 3, 'west': 3}");
            session.execute("CREATE TABLE bench.rows (row bigint PRIMARY KEY, text text)");
            insert(session, rows);
        }
    }

    /** Both regions hold what every node needs to join. */
    static void replicateSystemKeyspaces(List<NodeAddress> east) {
        var contact = ClusterContact.of(east, TwoRegions.EAST, Optional.empty());
        try (var cluster = new CqlClusters(CqlBounds.DEFAULT).connect(contact)) {
            var everywhere = Replication.NetworkTopology.of(
                    Map.of(TwoRegions.EAST, TwoRegions.RACKS, TwoRegions.WEST, TwoRegions.RACKS));
            Keyspace.REPLICATED_SYSTEM.forEach(name -> cluster.replicate(name, everywhere));
        }
    }

    /** What one session asks goes to that datacenter, at LOCAL_QUORUM. */
    static CqlSession session(TwoRegions regions, String datacenter) {
        var config = DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                .build();
        return CqlSession.builder()
                .addContactPoints(
                        regions.in(datacenter).stream().map(NodeAddress::cql).toList())
                .withLocalDatacenter(datacenter)
                .withConfigLoader(config)
                .build();
    }

    private static void insert(CqlSession session, int rows) {
        var insert = session.prepare("INSERT INTO bench.rows (row, text) VALUES (?, ?)");
        var text = "carried out of Troy ".repeat(5);
        var underWay = new ArrayList<CompletionStage<AsyncResultSet>>();
        for (long row = 0; row < rows; row++) {
            underWay.add(session.executeAsync(insert.bind(row, text)));
            if (underWay.size() == UNDER_WAY_MAX || row == rows - 1) {
                underWay.forEach(answer -> answer.toCompletableFuture().join());
                underWay.clear();
            }
        }
    }
}
