package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.LoopbackBlock;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Forecast against measured time of real scale runs at growing data sizes: one node becomes two and one again.
 *
 * <p>The first two sizes teach; the five after them count.
 */
final class ForecastBenchmark implements Benchmark {
    private static final int[] LEARNT_MIB = {16, 64};
    private static final int[] MEASURED_MIB = {96, 128, 192, 256, 320};
    private static final int VALUE_BYTES = 64 << 10;
    private static final int VALUES_IN_MIB = (1 << 20) / VALUE_BYTES;

    private final Random random = new Random(7);
    private int written;

    @Override
    public Result run() throws Exception {
        try (var block = LoopbackBlock.reserve();
                var aeneas = new Aeneas()) {
            aeneas.run(
                    "up",
                    "--set",
                    "address=" + block.address(254, 1),
                    "--set",
                    "store.address=" + block.address(253, 1),
                    "--set",
                    "local.address-base=" + block.region());
            aeneas.run(
                    "cluster",
                    "create",
                    "bench",
                    "--datacenter",
                    "name=west,region=west,nodes=1,zones=1,rf=1,sku=Local_M");
            for (int size : LEARNT_MIB) {
                cycle(aeneas, size, new LinkedHashMap<>(), new LinkedHashMap<>());
            }
            var ratios = new LinkedHashMap<String, Double>();
            var raw = new LinkedHashMap<String, Long>();
            for (int size : MEASURED_MIB) {
                cycle(aeneas, size, ratios, raw);
            }
            return new Result(ratios, raw);
        }
    }

    private void cycle(Aeneas aeneas, int mebibytes, Map<String, Double> ratios, Map<String, Long> raw)
            throws Exception {
        load(aeneas, mebibytes);
        tell(mebibytes + "MiBOut", scale(aeneas, 2), ratios, raw);
        tell(mebibytes + "MiBIn", scale(aeneas, 1), ratios, raw);
    }

    private static JsonNode scale(Aeneas aeneas, int nodes) throws Exception {
        return aeneas.json("datacenter", "scale", "bench", "west", "--nodes", String.valueOf(nodes));
    }

    private static void tell(String name, JsonNode run, Map<String, Double> ratios, Map<String, Long> raw) {
        long forecast = Duration.parse(run.path("forecast").asText()).toMillis();
        long measured = Duration.parse(run.path("measured").asText()).toMillis();
        System.err.println(name + ": forecast " + forecast + " ms, measured " + measured + " ms");
        ratios.put(name + "ForecastOverMeasured", forecast / (double) measured);
        raw.put(name + "ForecastMs", forecast);
        raw.put(name + "MeasuredMs", measured);
    }

    /** Random values, so that compression does not make them smaller; flushed, since load is what is on the disk. */
    private void load(Aeneas aeneas, int mebibytes) throws Exception {
        var logins = new CredentialsFolder(aeneas.file("secrets")).find("bench").orElseThrow();
        var node = address(aeneas);
        try (var session = session(logins, node)) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS load WITH replication = "
                    + "{'class': 'NetworkTopologyStrategy', 'west': 1}");
            session.execute("CREATE TABLE IF NOT EXISTS load.rows (id int PRIMARY KEY, value blob)");
            var insert = session.prepare("INSERT INTO load.rows (id, value) VALUES (?, ?)");
            var value = new byte[VALUE_BYTES];
            while (written < mebibytes * VALUES_IN_MIB) {
                random.nextBytes(value);
                session.execute(insert.bind(written, ByteBuffer.wrap(value.clone())));
                written++;
            }
        }
        try (var operations = new JmxNodes(Optional.of(logins.jmx()), JmxBounds.DEFAULT).connect(node)) {
            operations.takeSnapshot("flush", Set.of("load"));
            operations.clearSnapshot("flush");
        }
    }

    private static CqlSession session(ClusterCredentials logins, NodeAddress node) {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(node.hostAddress(), 9042))
                .withLocalDatacenter("west")
                .withAuthCredentials(logins.cql().username(), logins.cql().password())
                .build();
    }

    private static NodeAddress address(Aeneas aeneas) throws Exception {
        var datacenter = aeneas.json("datacenter", "show", "bench", "west");
        return NodeAddress.of(datacenter.path("nodes").get(0).path("address").asText());
    }
}
