package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.backup.ToolsConfig;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.tool.LogStaging;
import dev.aeneas.backup.adapter.tool.OfflineTool;
import dev.aeneas.backup.adapter.tool.ToolDigestFiles;
import dev.aeneas.backup.adapter.tool.ToolReplaySegments;
import dev.aeneas.backup.archive.LogSegment;
import dev.aeneas.backup.archive.LoggedBackup;
import dev.aeneas.backup.archive.ShipLogs;
import dev.aeneas.backup.archive.StageLogs;
import dev.aeneas.backup.archive.StoredLog;
import dev.aeneas.backup.restore.ReplaySegments.Segments;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.restore.TableDigest;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRequest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.Runtimes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two real nodes hold, told by CQL, by their SSTables, and by their commit logs. */
class DigestsOnRealNodesTest {
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final TableName EVERYTHING = new TableName("shop", "everything");
    private static final TableName COUNTS = new TableName("shop", "counts");
    private static final TableName NOTHING = new TableName("shop", "nothing");
    private static final TableName PLAIN = new TableName("shop", "plain");

    @TempDir
    private static Path folder;

    private static RealCluster cluster;
    private static CqlSession session;
    private static NodeAccess access;
    private static CqlDigestTables tables;
    private static OfflineTool tool;

    private record Reading(int ranges, int rangesAtOnce, int pageRows) implements ToolsConfig.CqlConfig {}

    @BeforeAll
    static void start() {
        cluster = new RealCluster(folder.resolve("nodes"));
        session = cluster.session();
        var secrets = new CredentialsFolder(folder.resolve("secrets"));
        var jmx = new Credentials(RealCluster.JMX.user(), RealCluster.JMX.password());
        secrets.put(ORDERS.value(), new ClusterCredentials(Credentials.CASSANDRA_DEFAULT, jmx));
        access = new NodeAccess(Optional.of(secrets), node -> NodeAddress.of(node.address()), JmxBounds.DEFAULT);
        tables = new CqlDigestTables(
                name -> Optional.of(cluster.topology()),
                access,
                new CqlClusters(CqlBounds.DEFAULT),
                new Reading(7, 2, 10));
        tool = new OfflineTool(Optional.of(Runtimes.find().cassandra()), 256, BOUND);
    }

    @BeforeEach
    void begin() {
        session.execute("CREATE KEYSPACE shop WITH replication = {'class':'NetworkTopologyStrategy','east':2}");
    }

    @AfterEach
    void end() {
        session.execute("DROP KEYSPACE shop");
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private Schema schema() {
        var request =
                new BackupRequest(ORDERS, "any", null, List.of("shop"), null, Instant.now(), List.of(node(0)), null);
        return new CqlReadSchema(access, new CqlClusters(CqlBounds.DEFAULT)).read(request);
    }

    private BackupNode node(int index) {
        return new BackupNode("east_" + (index + 1), cluster.host(index), "east", "east_1");
    }

    /** Flushes both nodes and copies their files: a folder for each. */
    private List<SSTableFolder> snapshot(String tag) throws IOException {
        for (int i = 0; i < 2; i++) {
            try (var operations = access.connect(ORDERS, node(i))) {
                operations.takeSnapshot(tag, Set.of("shop"));
            }
            copySnapshot(folder.resolve("nodes/node" + i + "/data/sstables/shop"), tag, staged(tag, i));
        }
        return List.of(folderOf(staged(tag, 0)), folderOf(staged(tag, 1)));
    }

    private Path staged(String tag, int node) {
        return folder.resolve("staged").resolve(tag).resolve("node" + node);
    }

    private static SSTableFolder folderOf(Path path) {
        return new SSTableFolder(path.toString());
    }

    private static void copySnapshot(Path keyspace, String tag, Path into) throws IOException {
        try (var found = Files.list(keyspace)) {
            for (var table : found.toList()) {
                var frozen = table.resolve("snapshots").resolve(tag);
                if (Files.isDirectory(frozen)) {
                    copyFiles(frozen, into.resolve("shop").resolve(table.getFileName()));
                }
            }
        }
    }

    private static void copyFiles(Path from, Path into) throws IOException {
        Files.createDirectories(into);
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Map<TableName, Set<String>> everyColumn(Set<TableName> names) {
        var columns = new HashMap<TableName, Set<String>>();
        names.forEach(name -> columns.put(name, new HashSet<>()));
        session.execute("SELECT table_name, column_name FROM system_schema.columns WHERE keyspace_name = 'shop'")
                .forEach(row -> columns.computeIfPresent(new TableName("shop", row.getString(0)), (name, found) -> {
                    found.add(row.getString(1));
                    return found;
                }));
        return columns;
    }

    @Test
    void filesHoldWhatTheClusterAnswers() throws Exception {
        createTables();
        writeFirst();
        snapshot("first");
        writeSecond();
        awaitExpiry();
        var folders = snapshot("second");

        var names = Set.of(EVERYTHING, COUNTS, NOTHING);
        var answered = tables.of(ORDERS, everyColumn(names));
        assertThat(answered.get(NOTHING)).isEqualTo(TableDigest.EMPTY);
        assertThat(answered.get(COUNTS).rows()).isEqualTo(3);
        assertThat(answered.get(EVERYTHING).rows())
                .isEqualTo(
                        session.execute("SELECT * FROM shop.everything").all().size());
        var files = new ToolDigestFiles(tool);
        assertThat(files.of(schema(), folders, Instant.now())).isEqualTo(answered);

        session.execute("UPDATE shop.everything SET v = -1 WHERE a = 5 AND b = 'x' AND ck1 = 1 AND ck2 = 'c'");
        var changed = tables.of(ORDERS, everyColumn(names));
        assertThat(changed.get(EVERYTHING).rows())
                .isEqualTo(answered.get(EVERYTHING).rows());
        assertThat(changed.get(EVERYTHING)).isNotEqualTo(answered.get(EVERYTHING));
    }

    private void createTables() {
        session.execute("CREATE TYPE shop.address (street text, zip int)");
        session.execute(
                "CREATE TABLE shop.everything (a int, b text, ck1 int, ck2 text, s text static, v int, l list<int>,"
                        + " m map<text, int>, st set<text>, f frozen<list<int>>, u address, fu frozen<address>, d duration,"
                        + " n decimal, bytes blob, gone text, PRIMARY KEY ((a, b), ck1, ck2))"
                        + " WITH CLUSTERING ORDER BY (ck1 DESC, ck2 ASC)"
                        + " AND compaction = {'class': 'SizeTieredCompactionStrategy', 'enabled': false}");
        session.execute("CREATE TABLE shop.counts (id int PRIMARY KEY, n counter)");
        session.execute("CREATE TABLE shop.nothing (id int PRIMARY KEY)");
    }

    private void writeFirst() {
        for (int a = 0; a < 20; a++) {
            for (int ck = 0; ck < 5; ck++) {
                session.execute(
                        "INSERT INTO shop.everything (a, b, ck1, ck2, s, v, l, m, st, f, u, fu, d, n, bytes, gone)"
                                + " VALUES (" + a + ", 'x', " + ck + ", 'c', 'static " + a + "', " + ck + ", [1, 2, "
                                + ck
                                + "], {'k': 1, 'j': " + ck + "}, {'b', 'a'}, [7, 8], {street: 'Via', zip: " + a
                                + "}, {street: 'Via', zip: 1}, 3mo2d, 1.50, 0xCAFE, 'gone')");
            }
        }
        session.execute("UPDATE shop.counts SET n = n + 5 WHERE id = 1");
        session.execute("UPDATE shop.counts SET n = n + 1 WHERE id = 2");
        session.execute("ALTER TABLE shop.everything DROP gone");
    }

    /** Everything that hides, replaces or outlives what was written first. */
    private void writeSecond() {
        session.execute("DELETE FROM shop.everything WHERE a = 0 AND b = 'x'");
        session.execute("DELETE FROM shop.everything WHERE a = 1 AND b = 'x' AND ck1 > 2");
        session.execute("DELETE FROM shop.everything WHERE a = 2 AND b = 'x' AND ck1 = 1 AND ck2 = 'c'");
        session.execute(
                "DELETE v, m['k'], u, l FROM shop.everything WHERE a = 3 AND b = 'x' AND ck1 = 1 AND ck2 = 'c'");
        session.execute("DELETE s FROM shop.everything WHERE a = 4 AND b = 'x'");
        session.execute("UPDATE shop.everything SET l = l + [9], st = st - {'a'}, m['z'] = 26, u.zip = 42"
                + " WHERE a = 5 AND b = 'x' AND ck1 = 1 AND ck2 = 'c'");
        session.execute("INSERT INTO shop.everything (a, b, s) VALUES (100, '', 'alone')");
        session.execute("INSERT INTO shop.everything (a, b, ck1, ck2, v) VALUES (101, 'x', 1, '', 1) USING TTL 1");
        session.execute(
                "UPDATE shop.everything USING TTL 1 SET v = 99" + " WHERE a = 6 AND b = 'x' AND ck1 = 1 AND ck2 = 'c'");
        session.execute("INSERT INTO shop.everything (a, b, ck1, ck2, v) VALUES (102, 'x', 1, '', 1) USING TTL 9999");
        session.execute("UPDATE shop.counts SET n = n - 7 WHERE id = 1");
        session.execute("UPDATE shop.counts SET n = n + 1 WHERE id = 3");
    }

    private void awaitExpiry() {
        await().atMost(BOUND).until(() -> session.execute("SELECT v FROM shop.everything WHERE a = 101 AND b = 'x'")
                .all()
                .isEmpty());
        await().atMost(BOUND).until(() -> session.execute(
                        "SELECT v FROM shop.everything WHERE a = 6 AND b = 'x' AND ck1 = 1 AND ck2 = 'c'")
                .all()
                .get(0)
                .isNull(0));
    }

    @Test
    void commitLogsBringBackTheSecondBeforeABadDeletion() throws Exception {
        session.execute("CREATE TABLE shop.plain (id int PRIMARY KEY, text text)");
        IntStream.range(0, 100).forEach(this::insert);
        var logged = new LoggedBackup(ORDERS, "backup", Instant.now());
        var backup = snapshot("backup");
        IntStream.range(50, 300).forEach(this::insert);
        session.execute("DELETE FROM shop.plain WHERE id = 7");
        insert(299);
        var before = tables.of(ORDERS, everyColumn(Set.of(PLAIN)));
        var moment = RealCluster.lastWrite(session, "SELECT writetime(text) FROM shop.plain WHERE id = 299");
        IntStream.range(0, 300).forEach(id -> session.execute("DELETE FROM shop.plain WHERE id = " + id));
        assertThat(tables.of(ORDERS, everyColumn(Set.of(PLAIN)))).containsEntry(PLAIN, TableDigest.EMPTY);

        var schema = schema();
        session.execute("TRUNCATE shop.plain");
        var truncated = Instant.now();
        session.execute("DROP TABLE shop.plain");
        session.execute("CREATE TABLE shop.plain (id int PRIMARY KEY, text text)");
        insert(1);
        var createdAgain = Instant.now();

        var files = new ToolDigestFiles(tool);
        var segments = shipped(logged, createdAgain);
        var period = new Segments(segments, logged.snapshotAt(), moment);
        var all = List.of(backup.get(0), backup.get(1), replay(schema, period));
        assertThat(files.of(schema, all, moment)).isEqualTo(before);
        assertThat(before.get(PLAIN).rows()).isEqualTo(299);

        refuses(schema, new Segments(segments, logged.snapshotAt(), truncated), "shop.plain was truncated at ");
        refuses(
                schema,
                new Segments(segments, logged.snapshotAt(), createdAgain),
                "shop.plain was dropped and created again at ");

        tear(Path.of(segments.get(0)));
        assertThat(replay(schema, period).path()).isNotEmpty();
    }

    @Test
    void aLookSeesWhatANodeAcknowledgedAndHasNotMarked() throws Exception {
        session.execute("CREATE TABLE shop.plain (id int PRIMARY KEY, text text)");
        var logs = new LocalCommitLogs(access);
        var seen = await().atMost(BOUND).until(() -> unmarked(logs), segments -> !segments.isEmpty());
        await().atMost(BOUND).untilAsserted(() -> assertThat(logs.segments(ORDERS, node(0)))
                .as("thawed, it marks all of it")
                .allSatisfy(segment -> assertThat(segment.readableBytes())
                        .isGreaterThanOrEqualTo(seen.getOrDefault(segment.name(), 0L))));
    }

    /** The node is stopped right after an answer, so nearly always before it marks; by name, how far each such segment was written. */
    private Map<String, Long> unmarked(LocalCommitLogs logs) throws IOException {
        logs.segments(ORDERS, node(0));
        session.execute(SimpleStatement.newInstance("INSERT INTO shop.plain (id, text) VALUES (1, 'late')")
                .setConsistencyLevel(ConsistencyLevel.ALL));
        cluster.freezeFirst();
        try {
            return logs.segments(ORDERS, node(0)).stream()
                    .filter(segment -> segment.writtenBytes() > segment.readableBytes())
                    .collect(Collectors.toMap(LogSegment::name, LogSegment::writtenBytes));
        } finally {
            cluster.thawFirst();
        }
    }

    /** Ships both nodes' logs to a store, and brings them back from there. */
    private List<String> shipped(LoggedBackup backup, Instant until) throws IOException {
        var store = new DirectoryBackupStore(folder.resolve("store"));
        var manifest = "{\"format\":1,\"cluster\":\"orders\",\"backupId\":\"backup\",\"snapshotAt\":\""
                + backup.snapshotAt() + "\",\"nodes\":[]}";
        store.putDocument(ORDERS, "backup", Manifests.BACKUP, manifest.getBytes(StandardCharsets.UTF_8));
        var ship = new ShipLogs(ORDERS, store, new LocalCommitLogs(access), InstantSource.system());
        ship.look();
        var staging = new LogStaging(folder.resolve("log"));
        return await().atMost(BOUND)
                .ignoreException(StageLogs.NotShipped.class)
                .until(
                        () -> {
                            ship.round(List.of(node(0), node(1)));
                            return staging.stage(store, backup, new StoredLog(store).nodes(backup), until);
                        },
                        staged -> staged.size() == 2);
    }

    private void insert(int id) {
        session.execute("INSERT INTO shop.plain (id, text) VALUES (" + id + ", '" + id + "')");
    }

    /** Rows of before and after do not add up, whoever did it. */
    private void refuses(Schema schema, Segments segments, String why) {
        assertThatThrownBy(() -> replay(schema, segments))
                .isInstanceOf(BackupImpossible.class)
                .hasMessageContaining(why)
                .hasMessageContaining("a backup made since");
    }

    private SSTableFolder replay(Schema schema, Segments segments) throws Exception {
        var into = folderOf(Files.createTempDirectory(folder, "replayed"));
        var changes = new ToolReplaySegments(tool).replay(schema, Set.of(PLAIN), segments, into);
        assertThat(changes.get(PLAIN)).isPositive();
        return into;
    }

    private static void tear(Path segments) throws IOException {
        try (var files = Files.list(segments)) {
            for (var file : files.toList()) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() - 123);
                }
            }
        }
    }
}
