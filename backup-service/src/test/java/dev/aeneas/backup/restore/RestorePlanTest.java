package dev.aeneas.backup.restore;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.restore.cql.Replicas;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.NodeTokens;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.run.Totals;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which node gets which nodes' files, for several racks and regions. */
class RestorePlanTest {
    private static final TableName ITEMS = new TableName("shop", "items");
    private static final Instant AT = Instant.parse("2026-12-31T02:00:00Z");
    private static final int RINGS = 200;

    /** Nodes of a datacenter with so many racks, one after the other; four tokens each. */
    private static List<RingNode> region(String name, int region, int nodes, int racks, Random random) {
        var ring = new ArrayList<RingNode>();
        for (int i = 1; i <= nodes; i++) {
            var rack = name + "_" + ((i - 1) % racks + 1);
            var node = new BackupNode(name + "-" + i, "127." + region + ".0." + i, name, rack);
            ring.add(new RingNode(node, true, random.longs(4).sorted().boxed().collect(Collectors.toList())));
        }
        return ring;
    }

    private static List<RingNode> ring(List<RingNode> one, List<RingNode> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static BackupContents backup(List<RingNode> ring, String replication) {
        var keyspace =
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', " + replication + "};";
        var schema = new Schema(
                "5.0.9",
                List.of("shop"),
                List.of(ITEMS),
                List.of(keyspace, "CREATE TABLE shop.items (id int PRIMARY KEY, name text);"));
        var nodes = ring.stream().map(RestorePlanTest::manifest).toList();
        var manifest = new BackupManifest(1, ORDERS, "b1", null, AT, AT, schema, List.of(), new Totals(0, 0, 0), null);
        return new BackupContents(manifest, nodes);
    }

    private static NodeManifest manifest(RingNode node) {
        var name = node.node().name().getBytes(StandardCharsets.UTF_8);
        try {
            var digest = Digest.of(new ByteArrayInputStream(name));
            var file = new FileEntry("shop", "items", "5f3c", "nb-1-big-Data.db", name.length, digest);
            return new NodeManifest(1, "b1", new NodeTokens(node.node(), node.tokens()), "5.0.9", AT, 0, List.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RestorePlan plan(
            BackupContents backup, List<RingNode> target, Map<String, Integer> factors, Map<String, String> names) {
        var command = new RestoreBackup(
                ORDERS,
                "r1",
                null,
                "b1",
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                names,
                null,
                IntoExisting.FAIL);
        return RestorePlan.of(
                backup,
                new Naming(command),
                new RestoreTarget(target, Map.of("shop", new Replicas(factors)), Set.of()));
    }

    @Test
    void givesEachNodeOfSeveralRacksAndRegionsItsTwinsFilesOnly() {
        var random = new Random(1);
        var was = ring(region("east", 1, 6, 3, random), region("west", 2, 3, 3, random));
        var plan = plan(backup(was, "'east': '3', 'west': '3'"), was, Map.of("east", 3, "west", 3), Map.of());
        assertThat(plan.nodes()).allSatisfy(node -> {
            assertThat(node.sources()).containsExactly(node.node().name());
            assertThat(node.cleanup()).isEmpty();
        });
    }

    @Test
    void takesEveryReplicasFilesWhenARegionOfTheBackupHasNoTwin() {
        var random = new Random(2);
        var east = region("east", 1, 3, 3, random);
        var was = ring(east, region("west", 2, 3, 3, random));
        var plan = plan(backup(was, "'east': '3', 'west': '3'"), east, Map.of("east", 3), Map.of("west", "nowhere"));
        assertThat(plan.nodes())
                .as("only west may have what was acknowledged there")
                .allSatisfy(node -> assertThat(node.sources()).hasSize(6));
    }

    @Test
    void trustsNoTwinWhoseRacksAreOthers() {
        var was = region("east", 1, 4, 2, new Random(3));
        var mixed = was.stream()
                .map(node -> new RingNode(
                        new BackupNode(node.node().name(), node.node().address(), "east", "east_1"),
                        true,
                        node.tokens()))
                .toList();
        var plan = plan(backup(was, "'east': '2'"), mixed, Map.of("east", 2), Map.of());
        assertThat(plan.nodes()).anySatisfy(node -> assertThat(node.sources()).hasSizeGreaterThan(1));
    }

    @Test
    void bringsWhatEveryHolderHadToEveryNodeThatIsToHoldItWhateverTheRings() {
        for (int seed = 0; seed < RINGS; seed++) {
            var random = new Random(seed);
            int racksBefore = 1 + random.nextInt(3);
            int racks = 1 + random.nextInt(3);
            var was = ring(
                    region("east", 1, racksBefore * (1 + random.nextInt(3)), racksBefore, random),
                    region("west", 2, 1 + random.nextInt(4), 1, random));
            var is = region("north", 3, racks * (1 + random.nextInt(3)), racks, random);
            int before = Math.min(
                    3, (int) was.stream().filter(RestorePlanTest::isEast).count());
            int after = Math.min(3, is.size());
            var plan = plan(
                    backup(was, "'east': '" + before + "', 'west': '1'"),
                    is,
                    Map.of("north", after),
                    Map.of("east", "north"));
            for (int i = 0; i < 20; i++) {
                requireGiven(plan, random.nextLong(), new Held(was, before), new Held(is, after), "seed " + seed);
            }
        }
    }

    /** A ring and how often its datacenter holds each row. */
    private record Held(List<RingNode> ring, int factor) {}

    private static boolean isEast(RingNode node) {
        return node.node().datacenter().equals("east");
    }

    private static void requireGiven(RestorePlan plan, long token, Held was, Held is, String about) {
        var givers = new TreeSet<>(
                holders(was.ring().stream().filter(RestorePlanTest::isEast).toList(), token, was.factor()));
        givers.addAll(holders(was.ring().stream().filter(node -> !isEast(node)).toList(), token, 1));
        for (var taker : holders(is.ring(), token, is.factor())) {
            assertThat(plan.of(taker).sources()).as(about + ", " + taker).containsAll(givers);
        }
        for (var other : plan.nodes()) {
            boolean holds =
                    holders(is.ring(), token, is.factor()).contains(other.node().name());
            assertThat(holds || !other.cleanup().isEmpty() || other.files().isEmpty())
                    .as(about + ": rows that are not its own are cleaned up")
                    .isTrue();
        }
    }

    private static Set<String> holders(List<RingNode> ring, long token, int factor) {
        var placement = new ReplicaPlacement(ring.stream()
                .map(node -> new TokenOwner(
                        NodeAddress.of(node.node().address()),
                        node.node().datacenter(),
                        node.node().rack(),
                        new TreeSet<>(node.tokens())))
                .toList());
        return placement.replicas(token, factor).stream()
                .map(address -> ring.stream()
                        .filter(node -> NodeAddress.of(node.node().address()).equals(address))
                        .findFirst()
                        .orElseThrow()
                        .node()
                        .name())
                .collect(Collectors.toSet());
    }
}
