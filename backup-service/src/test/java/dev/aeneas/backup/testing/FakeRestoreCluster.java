package dev.aeneas.backup.testing;

import dev.aeneas.backup.adapter.tool.LogStaging;
import dev.aeneas.backup.restore.DigestFiles;
import dev.aeneas.backup.restore.DigestTables;
import dev.aeneas.backup.restore.ReplayLog;
import dev.aeneas.backup.restore.RestoreNodes;
import dev.aeneas.backup.restore.RestoreRequest;
import dev.aeneas.backup.restore.RestoreTables;
import dev.aeneas.backup.restore.RestoreWorker;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.restore.StagedFile;
import dev.aeneas.backup.restore.TableDigest;
import dev.aeneas.backup.restore.cql.SchemaText;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.ClusterName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A cluster to restore into, without Cassandra: a file's content is its rows, one a word; a word with {@code !} before it
 * deletes. A log is lines of a moment and a word.
 */
public final class FakeRestoreCluster implements RestoreNodes, RestoreTables {
    @Override
    public Roles roles(ClusterName cluster, List<BackupNode> contacts) {
        return Roles.NONE;
    }

    private static final Pattern CREATED =
            Pattern.compile("CREATE TABLE \"?(\\w+)\"?\\.\"?(\\w+)\"?.*", Pattern.DOTALL);

    private final List<RingNode> nodes;
    private final Map<String, Map<StagedFile, String>> staged = new TreeMap<>();
    private final Map<String, Map<TableName, Set<String>>> rows = new TreeMap<>();
    private final Map<SSTableFolder, Map<TableName, String>> made = new HashMap<>();
    private final List<String> script = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Set<String> down = new HashSet<>();
    private final Set<String> notNormal = new TreeSet<>();
    private String version = "5.0.9";
    private long freeBytes = 1L << 40;
    private boolean oneSchema = true;

    public FakeRestoreCluster(List<RingNode> nodes) {
        this.nodes = List.copyOf(nodes);
        nodes.forEach(node -> {
            staged.put(node.node().name(), new LinkedHashMap<>());
            rows.put(node.node().name(), new TreeMap<>());
        });
    }

    public void holdsSchema(String... statements) {
        script.addAll(List.of(statements));
    }

    public void stop(String node) {
        down.add(node);
    }

    public void start(String node) {
        down.remove(node);
    }

    public void say(String what) {
        notNormal.add(what);
        oneSchema = false;
    }

    public void runs(String cassandraVersion) {
        version = cassandraVersion;
    }

    public void hasFree(long bytes) {
        freeBytes = bytes;
    }

    /** As if an application wrote it. */
    public void write(TableName table, String row) {
        rows.values().forEach(tables -> tables.computeIfAbsent(table, t -> new TreeSet<>())
                .add(row));
    }

    /** The statements that made the schema, in order. */
    public List<String> script() {
        return List.copyOf(script);
    }

    /** What was done to Cassandra, in order. */
    public List<String> log() {
        return List.copyOf(log);
    }

    public Set<String> rowsOf(TableName table) {
        return living(rows.values().stream()
                .flatMap(tables -> tables.getOrDefault(table, Set.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> living(Set<String> words) {
        return words.stream()
                .filter(word -> !word.startsWith("!") && !words.contains("!" + word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All lines of a log are about the one table. */
    private Map<TableName, Long> replay(ReplayLog.Log log, Set<TableName> tables, SSTableFolder into)
            throws IOException {
        var segments = Files.createTempDirectory("fake-log");
        var folder = Path.of(new LogStaging(segments)
                .stage(log.store(), log.backup(), Set.of(log.node()), log.until())
                .get(0));
        var words = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                for (var line : Files.readAllLines(file)) {
                    var parts = line.split(" ", 2);
                    if (!Instant.parse(parts[0]).isAfter(log.until())) {
                        words.add(parts[1]);
                    }
                }
            }
        }
        var table = tables.iterator().next();
        made.put(into, words.isEmpty() ? Map.of() : Map.of(table, String.join(" ", words)));
        this.log.add("replay");
        return Map.of(table, (long) words.size());
    }

    public Set<String> rowsOf(String node, TableName table) {
        return rows.get(node).getOrDefault(table, Set.of());
    }

    public int stagedFiles() {
        return staged.values().stream().mapToInt(Map::size).sum();
    }

    public RestoreWorker.Cluster asSeen() {
        DigestFiles files = (schema, folders, at) -> digests(schema.tables(), t -> living(inFolders(folders, t)));
        DigestTables tables = (cluster, columns) -> digests(columns.keySet(), this::rowsOf);
        return new RestoreWorker.Cluster(
                this,
                this,
                Optional.of(new RestoreWorker.Digests(files, tables)),
                Optional.of((log, schema, wanted, into) -> replay(log, wanted, into)));
    }

    private Set<String> inFolders(List<SSTableFolder> folders, TableName table) {
        var found = new TreeSet<String>();
        staged.forEach((node, files) -> files.forEach((file, content) -> {
            boolean asked = folders.contains(new SSTableFolder(node + "/" + file.source()));
            if (asked && file.table().equals(table)) {
                found.addAll(words(content));
            }
        }));
        return found;
    }

    private static Map<TableName, TableDigest> digests(
            Collection<TableName> tables, Function<TableName, Set<String>> content) {
        return tables.stream().collect(Collectors.toMap(Function.identity(), t -> digest(content.apply(t))));
    }

    private static TableDigest digest(Set<String> rows) {
        return rows.stream()
                .map(row -> new TableDigest(
                        1, String.format("%032x", new BigInteger(1, row.getBytes(StandardCharsets.UTF_8)))))
                .reduce(TableDigest.EMPTY, TableDigest::plus);
    }

    private static List<String> words(String content) {
        return Arrays.asList(content.split(" ", -1));
    }

    @Override
    public Ring ring(RestoreRequest request) {
        return new Ring(nodes, List.copyOf(notNormal), oneSchema);
    }

    @Override
    public RestoreNodes.Session connect(ClusterName cluster, BackupNode node, String restoreId) {
        if (down.contains(node.name())) {
            throw new NodesUnavailable(List.of(node.name()), node.name() + " is down", null);
        }
        return new FakeSession(node.name());
    }

    @Override
    public Schema schema(ClusterName cluster, List<BackupNode> contacts) {
        var tables = script.stream()
                .map(CREATED::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new TableName(matcher.group(1), matcher.group(2)))
                .toList();
        var keyspaces = tables.stream().map(TableName::keyspace).distinct().toList();
        return new Schema(version, keyspaces, tables, List.copyOf(script));
    }

    @Override
    public RestoreTables.Session connect(ClusterName cluster, List<BackupNode> contacts) {
        return new RestoreTables.Session() {
            @Override
            public void carryOut(String statement) {
                log.add(statement.split("[ (]", -1)[0]);
                if (statement.startsWith("TRUNCATE")) {
                    rows.values().forEach(Map::clear);
                } else {
                    script.add(statement.replace("IF NOT EXISTS ", ""));
                }
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    @Override
    public Map<TableName, Long> countRows(ClusterName cluster, List<BackupNode> contacts, Set<TableName> tables) {
        return tables.stream().collect(Collectors.toMap(Function.identity(), t ->
                (long) rowsOf(t).size()));
    }

    /** The schema as it is read back. */
    public SchemaText schemaText() {
        return SchemaText.of(schema(Topologies.ORDERS, List.of()));
    }

    private final class FakeSession implements RestoreNodes.Session {
        private final String node;

        FakeSession(String node) {
            this.node = node;
        }

        @Override
        public long freeBytes() {
            return freeBytes;
        }

        @Override
        public boolean holds(StagedFile file) {
            return staged.get(node).containsKey(file);
        }

        @Override
        public void stage(StagedFile file, InputStream content) throws IOException {
            var bytes = content.readAllBytes();
            keep(file, bytes);
        }

        private void keep(StagedFile file, byte[] bytes) throws IOException {
            if (!Digest.of(new ByteArrayInputStream(bytes)).equals(file.digest())) {
                throw new IOException("another content");
            }
            synchronized (FakeRestoreCluster.this) {
                staged.get(node).put(file, new String(bytes, StandardCharsets.UTF_8));
                log.add("stage");
            }
        }

        @Override
        public void add(String source, TableName table, SSTableFolder from) throws IOException {
            var content = made.getOrDefault(from, Map.of()).get(table);
            if (content != null) {
                var bytes = content.getBytes(StandardCharsets.UTF_8);
                var digest = Digest.of(new ByteArrayInputStream(bytes));
                staged.get(node).put(new StagedFile(source, table, "replayed", bytes.length, digest), content);
            }
        }

        @Override
        public Optional<SSTableFolder> folder(String source) {
            return Optional.of(new SSTableFolder(node + "/" + source));
        }

        @Override
        public void importTable(TableName from, TableName table, List<String> sources) {
            var mine = staged.get(node).keySet().stream()
                    .filter(file -> file.table().equals(from) && sources.contains(file.source()))
                    .toList();
            for (var file : mine) {
                rows.get(node)
                        .computeIfAbsent(table, t -> new TreeSet<>())
                        .addAll(words(staged.get(node).remove(file)));
                log.add("import");
            }
        }

        @Override
        public void cleanup(String keyspace) {
            log.add("cleanup");
        }

        @Override
        public void clear() {
            staged.get(node).clear();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
