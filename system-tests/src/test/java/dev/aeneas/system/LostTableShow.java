package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.backup.testing.S3Mock;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What anybody can do who lost data, by the command line alone: a dropped table back, also from a bucket, the same in a cluster of another size
 * though the service is killed meanwhile, and the second before a bad DELETE. Another table's client works all the time.
 *
 * <p>Not in every build (no name that Maven looks for): {@code mvn verify -pl system-tests -am -Dtest=LostTableShow}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostTableShow {
    private static final int ROWS = 20_000;
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path home;

    private static final String STORE = "bucket";

    private static S3Mock s3;
    private static Stack stack;
    private static CqlSession session;
    private static SteadyClient visitors;

    @BeforeAll
    static void up() throws IOException {
        s3 = new S3Mock(home.resolve("s3"));
        stack = new Stack(home);
        stack.up("backup.settings=" + stores());
        stack.aeneas(
                "cluster", "create", "shop", "--datacenter", "name=west,region=west,nodes=2,zones=2,rf=2,sku=Local_M");
        session = session("shop");
        session.execute("CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'west': 2}");
        session.execute(
                "CREATE TABLE shop.orders (customer int, number int, what text, PRIMARY KEY (customer, number))");
        write(0, ROWS);
        visitors = new SteadyClient(session);
    }

    /** A second store, in a bucket. */
    private static Path stores() throws IOException {
        Files.createDirectories(stack.secrets());
        Files.writeString(stack.secrets().resolve("bucket.properties"), "accessKeyId=any\nsecretAccessKey=any\n");
        var settings = Map.of(
                "kind", "s3",
                "bucket", S3Mock.BUCKET,
                "endpoint", s3.endpoint().toString(),
                "path-style", "true",
                "credentials", "bucket.properties");
        return Files.write(
                home.resolve("stores.properties"),
                settings.entrySet().stream()
                        .map(setting ->
                                "aeneas.backup.stores." + STORE + "." + setting.getKey() + "=" + setting.getValue())
                        .toList());
    }

    @AfterAll
    static void down() {
        if (visitors != null) {
            visitors.close();
        }
        if (session != null) {
            session.close();
        }
        stack.close();
        s3.close();
    }

    @Order(1)
    @Test
    void aDroppedTableIsBackRowByRow() {
        var orders = orders(session);
        var backup = backUp();
        session.execute("DROP TABLE shop.orders");

        tell(stack.json("restore", "run", "shop", "--backup", backup, "--table", "shop.orders"));
        assertThat(orders(session)).hasSize(ROWS).isEqualTo(orders);
    }

    @Order(2)
    @Test
    void theSameFromABucket() {
        var orders = orders(session);
        var backup = backUp("--store", STORE);
        session.execute("DROP TABLE shop.orders");

        tell(stack.json("restore", "run", "shop", "--backup", backup, "--store", STORE, "--table", "shop.orders"));
        assertThat(orders(session)).hasSize(ROWS).isEqualTo(orders);
        assertThat(visitors.failed()).isZero();
    }

    @Order(3)
    @Test
    void theSameIntoAClusterOfOneNodeThoughTheServiceIsKilledMeanwhile() {
        var orders = orders(session);
        var backup = backUp();
        stack.aeneas(
                "cluster", "create", "annex", "--datacenter", "name=west,region=west,nodes=1,zones=1,rf=1,sku=Local_M");
        var begun = stack.json(
                "restore", "run", "annex", "--from", "shop", "--backup", backup, "--replicas", "1", "--no-wait");
        var path = "/clusters/annex/restores/" + begun.path("restoreId").asText();
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ask(path).path("state").asText().equals("Running"));
        stack.killService("backup");
        stack.up();

        eventually().until(() -> ask(path).has("endedAt"));
        tell(ask(path));
        try (var annex = session("annex")) {
            assertThat(orders(annex)).hasSize(ROWS).isEqualTo(orders);
        }
    }

    @Order(4)
    @Test
    void theSecondBeforeABadDelete() throws InterruptedException {
        backUp(); // a table that was created again begins anew
        write(ROWS, ROWS + 500);
        session.execute("DELETE FROM shop.orders WHERE customer = 7");
        var orders = orders(session);
        Thread.sleep(1_000); // moments are told in seconds here: a user's clock is no better
        var moment = Instant.now();
        Thread.sleep(1_000);
        for (int customer = 0; customer < 100; customer++) {
            session.execute("DELETE FROM shop.orders WHERE customer = " + customer);
        }
        assertThat(orders(session)).isEmpty();
        var words = List.of("shop", "--to", moment.toString(), "--table", "shop.orders", "--into-existing", "TRUNCATE");
        eventually().until(() -> stack.succeeds(line("plan", words)));

        tell(stack.json(line("run", words)));
        assertThat(orders(session)).isEqualTo(orders);
        System.out.println("visitors: " + visitors.answered() + " answered, " + visitors.failed() + " failed");
        assertThat(visitors.failed()).isZero();
    }

    @Order(5)
    @Test
    void aRestoreThatIsAbortedLeavesTheClusterToOthers() {
        var orders = orders(session);
        var words = List.of("shop", "--backup", backUp(), "--table", "shop.orders", "--into-existing", "TRUNCATE");
        var line = new ArrayList<>(List.of(line("run", words)));
        line.add("--no-wait");
        var id = stack.json(line.toArray(String[]::new)).path("restoreId").asText();

        stack.aeneas("restore", "abort", "shop", id, "--reason", "the wrong table");

        eventually().until(() -> ask("/clusters/shop/restores/" + id).has("endedAt"));
        var ended = ask("/clusters/shop/restores/" + id);
        System.out.println(ended);
        assertThat(ended.path("state").asText()).isEqualTo("Failed");
        assertThat(ended.toString()).contains("the wrong table");
        tell(stack.json(line("run", words)));
        assertThat(orders(session)).isEqualTo(orders);
        assertThat(visitors.failed()).isZero();
    }

    @Order(6)
    @Test
    void aRestoreDrillWhenItsScheduleSaysSo() {
        stack.aeneas(
                "backup",
                "schedule",
                "set",
                "shop",
                "proven",
                "--cron",
                "* * * * *",
                "--restore-drill-cron",
                "* * * * *");

        // one that is due before the first backup is complete says that there is none
        eventually().until(() -> completedDrill().isPresent());
        System.out.println(completedDrill().orElseThrow());
        stack.aeneas("backup", "schedule", "delete", "shop", "proven");
    }

    private static Optional<JsonNode> completedDrill() {
        return StreamSupport.stream(ask("/clusters/shop/restore-drills").spliterator(), false)
                .filter(drill -> drill.path("state").asText().equals("Completed"))
                .findFirst();
    }

    private static String[] line(String verb, List<String> words) {
        var line = new ArrayList<>(List.of("restore", verb));
        line.addAll(words);
        return line.toArray(String[]::new);
    }

    private static void tell(JsonNode restore) {
        System.out.println(restore);
        assertThat(restore.path("state").asText()).isEqualTo("Completed");
        assertThat(restore.path("tables")).isNotEmpty().allMatch(table -> table.path("verified")
                .asBoolean());
    }

    private static String backUp(String... into) {
        var backup = stack.json(Stream.concat(Stream.of("backup", "run", "shop"), Stream.of(into))
                .toArray(String[]::new));
        System.out.println(backup);
        return backup.path("backupId").asText();
    }

    private static ConditionFactory eventually() {
        return await().atMost(BOUND).pollInterval(Duration.ofMillis(500));
    }

    private static JsonNode ask(String path) {
        return read(stack.backups("GET", path, "").body());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    private static void write(int from, int to) {
        var insert = session.prepare("INSERT INTO shop.orders (customer, number, what) VALUES (?, ?, ?)");
        var random = new Random(from);
        for (int number = from; number < to; number++) {
            var what = new StringBuilder();
            random.ints(500, 'a', 'z' + 1).forEach(what::appendCodePoint);
            session.execute(insert.bind(number % 100, number, what.toString()).setIdempotent(true));
        }
    }

    private static Map<Integer, String> orders(CqlSession from) {
        var orders = new TreeMap<Integer, String>();
        for (var row : from.execute("SELECT customer, number, what FROM shop.orders")) {
            orders.put(row.getInt("number"), row.getInt("customer") + row.getString("what"));
        }
        return orders;
    }

    private static CqlSession session(String cluster) {
        var login = new CredentialsFolder(stack.secrets())
                .find(cluster)
                .orElseThrow()
                .cql();
        var config = DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(20))
                .build();
        return CqlSession.builder()
                .addContactPoints(addresses(cluster))
                .withLocalDatacenter("west")
                .withAuthCredentials(login.username(), login.password())
                .withConfigLoader(config)
                .build();
    }

    private static List<InetSocketAddress> addresses(String cluster) {
        var nodes = stack.json("datacenter", "show", cluster, "west").path("nodes");
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> new InetSocketAddress(node.path("address").asText(), 9042))
                .toList();
    }
}
