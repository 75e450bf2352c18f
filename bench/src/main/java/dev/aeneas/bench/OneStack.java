package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.local.process.Wait;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A stack at addresses of its own, with one cluster that a benchmark drives by the command line. */
final class OneStack implements AutoCloseable {
    static final String CLUSTER = "bench";
    private static final int BACKUP_PORT = 8103;
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RESTART = Duration.ofMinutes(2);

    private final Map<String, List<Path>> folders = new HashMap<>();
    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final Aeneas aeneas;

    /** Starts it with default settings. */
    OneStack() throws IOException, InterruptedException {
        this(List.of(), Map.of());
    }

    /** Starts it with settings of some of its services. */
    OneStack(List<String> services, Map<String, String> settings) throws IOException, InterruptedException {
        aeneas = new Aeneas();
        for (var service : services) {
            aeneas.configure(service, settings);
        }
        up(aeneas);
    }

    /** Starts what does not run. */
    void up() throws IOException, InterruptedException {
        up(aeneas);
    }

    /** Starts its services again, which write their traces to a file in its folder from then on; an empty name: nowhere. */
    void traceTo(String name) throws IOException, InterruptedException {
        aeneas.run("up", "--set", "trace.file=" + (name.isEmpty() ? "" : aeneas.file(name)));
    }

    private void up(Aeneas stack) throws IOException, InterruptedException {
        stack.run(
                "up",
                "--set",
                "address=" + block.address(254, 1),
                "--set",
                "store.address=" + block.address(253, 1),
                "--set",
                "local.address-base=" + block.region());
    }

    /** Creates the cluster of datacenters as {@code --datacenter} takes them. */
    void create(String... datacenters) throws IOException, InterruptedException {
        createOther(CLUSTER, datacenters);
    }

    /** Creates another cluster beside it. */
    void createOther(String name, String... datacenters) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("cluster", "create", name));
        for (var datacenter : datacenters) {
            command.addAll(List.of("--datacenter", datacenter));
        }
        aeneas.run(command.toArray(String[]::new));
    }

    /** Sets the cluster's failover policy. */
    void policy(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("failover", "policy", CLUSTER));
        command.addAll(List.of(options));
        aeneas.run(command.toArray(String[]::new));
    }

    /** A process of the stack by its folder: {@code kafka}, {@code store}, {@code services/failover-east}. */
    DetachedProcess process(String folder) {
        return DetachedProcess.adopt(aeneas.file(folder))
                .orElseThrow(() -> new IllegalStateException(folder + " has no process"));
    }

    /** Scales a datacenter; the run as it ended. */
    JsonNode scale(String datacenter, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("datacenter", "scale", CLUSTER, datacenter));
        command.addAll(List.of(options));
        return aeneas.json(command.toArray(String[]::new));
    }

    /** Stops the services and starts them, backup-service with other settings; the managed nodes go on, and so do sessions. */
    void restartBackupService(Map<String, String> settings) throws IOException, InterruptedException {
        aeneas.run("down");
        aeneas.configure("backup", settings);
        up(aeneas);
    }

    /** Backs the cluster up without the command line, whose own start would disturb whoever is measured; the backup as it ended. */
    JsonNode backUpQuietly() throws IOException, InterruptedException {
        var backups = backups();
        var begun = backups.post("/clusters/" + CLUSTER + "/backups", "{}");
        var path = "/clusters/" + CLUSTER + "/backups/" + begun.path("backupId").asText();
        var backup = begun;
        while (!backup.has("endedAt")) {
            Thread.sleep(POLL.toMillis());
            backup = backups.get(path);
        }
        return backup;
    }

    /** Backs one keyspace up; the backup as it ended. */
    JsonNode backUp(String keyspace) throws IOException, InterruptedException {
        return aeneas.json("backup", "run", CLUSTER, "--keyspace", keyspace);
    }

    /** Restores a backup over what is there; how long each of its phases took. */
    Map<String, Duration> restore(String backupId, String into) throws IOException, InterruptedException {
        try (var watched = new RestorePhases(backups(), into)) {
            var ended = aeneas.json(
                    "restore", "run", into, "--from", CLUSTER, "--backup", backupId, "--into-existing", "TRUNCATE");
            System.err.println(ended);
            return watched.phases();
        }
    }

    private RestClient backups() throws IOException {
        return rest(BACKUP_PORT);
    }

    /** The service at that port, asked without the command line. */
    RestClient rest(int port) throws IOException {
        return new RestClient(URI.create("http://" + block.address(254, 1) + ":" + port), aeneas.authorization());
    }

    /** The folder with a node's SSTables. */
    Path data(String node) {
        return aeneas.file("nodes/clusters").resolve(CLUSTER).resolve(node).resolve("data/sstables");
    }

    /** Shows what was told under a topic of events, each as a line of JSON. */
    void showEvents(String topic) throws IOException, InterruptedException {
        aeneas.run("events", "--cluster", CLUSTER, "--topic", topic, "--output", "json");
    }

    /** What the nodes let in over JMX. */
    Credentials jmx() {
        return credentials().jmx();
    }

    /** Takes what backups sent from the store, as if none had ever been made. */
    void forgetBackups() throws IOException {
        var store = aeneas.file("backups").resolve(CLUSTER);
        try (var files = Files.walk(store)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    List<NodeAddress> nodes(String datacenter) throws IOException, InterruptedException {
        var addresses = new ArrayList<NodeAddress>();
        for (var node : aeneas.json("datacenter", "show", CLUSTER, datacenter).path("nodes")) {
            addresses.add(NodeAddress.of(node.path("address").asText()));
        }
        return addresses;
    }

    /** What one session asks goes to that datacenter, at LOCAL_QUORUM. */
    CqlSession session(String datacenter) throws IOException, InterruptedException {
        var login = credentials().cql();
        var config = DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST)
                .build();
        return CqlSession.builder()
                .addContactPoints(
                        nodes(datacenter).stream().map(NodeAddress::cql).toList())
                .withLocalDatacenter(datacenter)
                .withAuthCredentials(login.username(), login.password())
                .withConfigLoader(config)
                .build();
    }

    /** Puts what the nodes keep in memory to their disks, and waits until they compact nothing any more. */
    void settle(String datacenter, String keyspace) throws IOException, InterruptedException {
        Settled.await(new JmxNodes(Optional.of(credentials().jmx()), JmxBounds.DEFAULT), nodes(datacenter), keyspace);
    }

    /** Kills every process of a datacenter. */
    void lose(String datacenter) throws IOException, InterruptedException {
        running(datacenter).forEach(CassandraNode::kill);
    }

    /** The processes of a datacenter's nodes. */
    List<CassandraNode> running(String datacenter) throws IOException, InterruptedException {
        var running = new ArrayList<CassandraNode>();
        for (var folder : folders(datacenter)) {
            running.add(CassandraNode.adopt(folder)
                    .orElseThrow(() -> new IllegalStateException(folder + " has no process")));
        }
        return running;
    }

    /** Starts the killed nodes of a datacenter as they were, and waits until they answer. */
    void restart(String datacenter) throws IOException, InterruptedException {
        var started = new ArrayList<CassandraNode>();
        for (var folder : folders(datacenter)) {
            if (CassandraNode.adopt(folder).isEmpty()) {
                started.add(CassandraNode.restart(folder));
            }
        }
        started.forEach(node -> node.awaitCql(RESTART));
    }

    /** Until a node elsewhere calls every node of the datacenter down. */
    long millisUntilGossipMisses(String datacenter, long sinceNanos) throws IOException, InterruptedException {
        var elsewhere = new ArrayList<>(nodes("west"));
        int lost = nodes(datacenter).size();
        try (var node = new JmxNodes(Optional.of(credentials().jmx()), JmxBounds.DEFAULT).connect(elsewhere.get(0))) {
            if (!Wait.until(RESTART, () -> node.ring().in(datacenter).down().size() == lost)) {
                throw new IllegalStateException("gossip did not miss " + datacenter + " within " + RESTART);
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    }

    private List<Path> folders(String datacenter) throws IOException, InterruptedException {
        if (!folders.containsKey(datacenter)) {
            var found = new ArrayList<Path>();
            for (var node :
                    aeneas.json("datacenter", "show", CLUSTER, datacenter).path("nodes")) {
                found.add(aeneas.file("nodes/clusters/" + CLUSTER)
                        .resolve(node.path("name").asText()));
            }
            folders.put(datacenter, found);
        }
        return folders.get(datacenter);
    }

    private ClusterCredentials credentials() {
        return new CredentialsFolder(aeneas.file("secrets")).find(CLUSTER).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        aeneas.close();
        block.close();
    }
}
