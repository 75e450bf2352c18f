package dev.aeneas.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cli.CommandRun;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.HttpDouble;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path home;

    private HttpDouble services;

    @BeforeEach
    void pointEveryServiceAtTheDouble() throws IOException {
        services = HttpDouble.start();
        String port = Integer.toString(services.port());
        Files.writeString(
                home.resolve("stack.properties"),
                "provisioning.port=" + port + "\nscaling.port=" + port + "\nbackup.port=" + port
                        + "\nfailover-witness.port=" + port + "\n");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void namesTheFieldOfADatacenterThatBreaksARule() {
        var run = aeneas("cluster", "create", "shop", "--datacenter", "name=east,nodes=4,zones=3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("nodeCount").contains("multiple of zones");
        assertThat(services.requests()).isEmpty();
    }

    @Test
    void tellsTheFormOfADatacenterThatIsNotUnderstood() {
        var run = aeneas("cluster", "create", "shop", "--datacenter", "east");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(DatacenterOption.FORM).contains("aeneas cluster create --help");
    }

    @Test
    void sendsAClusterAsTheWireLanguageWritesItAndWaitsUntilItIsThere() {
        services.on("POST", "/clusters", 202, "/operations/7", "{}");
        services.on("GET", "/operations/7", 200, null, "{\"provisioningState\":\"CREATING\"}");
        services.on("GET", "/operations/7", 200, null, "{\"provisioningState\":\"SUCCEEDED\"}");

        var run = aeneas("cluster", "create", "shop", "--datacenter", "name=east,nodes=6,zones=3,sku=Local_M,rf=3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(services.bodyOf("POST /clusters"))
                .contains("\"cluster\":\"shop\"")
                .contains("\"nodeCount\":6")
                .contains("\"region\":\"east\"")
                .contains("\"sku\":\"Local_M\"");
        assertThat(run.err()).contains("creating").contains("succeeded");
    }

    @Test
    void endsWithOneWhenWhatItWaitedForFailed() {
        services.on("DELETE", "/clusters/shop", 202, "/operations/8", "{}");
        services.on(
                "GET",
                "/operations/8",
                200,
                null,
                "{\"provisioningState\":\"FAILED\",\"error\":{\"code\":\"NodeDied\",\"message\":\"the log\"}}");

        var run = aeneas("cluster", "delete", "shop");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("NodeDied: the log");
    }

    @Test
    void doesNotWaitWhenToldSo() {
        services.on("POST", "/clusters/shop/start", 202, "/operations/9", "{\"operationId\":\"9\"}");

        var run = aeneas("cluster", "start", "shop", "--no-wait");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(services.requests()).containsExactly("POST /clusters/shop/start");
    }

    @Test
    void rendersAProblemFieldByFieldWithWhatToDo() {
        services.on(
                "POST",
                "/clusters",
                422,
                null,
                "{\"title\":\"Unprocessable Content\",\"status\":422,\"violations\":[{\"field\":\"region\",\"rule\":\"is not known\"}]}");

        var run = aeneas("cluster", "create", "shop");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("region is not known").contains("Nothing changed");
    }

    @Test
    void writesAProblemAsJsonToStandardOutput() throws IOException {
        services.on("GET", "/clusters/shop", 404, null, "{\"title\":\"Not Found\",\"status\":404}");

        var run = aeneas("cluster", "show", "shop", "--output", "json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(WireFormat.mapper().readTree(run.out()).at("/error/status").asInt())
                .isEqualTo(404);
    }

    @Test
    void saysHowToStartAServiceThatDoesNotAnswer() {
        services.close();

        var run = aeneas("cluster", "list");

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err()).contains("provisioning service does not answer").contains("aeneas up");
    }

    @Test
    void showsAPlanWithoutMakingAChange() {
        services.on(
                "POST",
                "/clusters/shop/datacenters/west/scale",
                200,
                null,
                "{\"steps\":[{\"stepId\":\"resize-1\",\"step\":{\"step\":\"ResizeNodes\"},\"reason\":\"moves no data\"}]}");

        var run = aeneas("datacenter", "scale", "shop", "west", "--nodes", "6", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(services.requests()).containsExactly("POST /clusters/shop/datacenters/west/scale?dryRun=true");
        assertThat(run.out()).contains("resize-1").contains("ResizeNodes").contains("moves no data");
    }

    @Test
    void wantsToKnowWhatToScaleTo() {
        var run = aeneas("datacenter", "scale", "shop", "west");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--nodes, --sku or --spares is required");
    }

    @Test
    void watchesStepsWhereThereIsNoKafka() throws IOException {
        Files.writeString(home.resolve("stack.properties"), "scaling.port=" + services.port() + "\nkafka.port=1\n");
        services.on("POST", "/clusters/shop/datacenters/west/scale", 202, "/clusters/shop/runs/1", "{}");
        var steps = "\"steps\":[{\"stepId\":\"resize-1\",\"step\":{\"step\":\"ResizeNodes\"},\"phase\":\"%s\"}]";
        services.on(
                "GET",
                "/clusters/shop/runs/1",
                200,
                null,
                "{\"state\":\"Executing\"," + steps.formatted("IN_FLIGHT") + "}");
        services.on(
                "GET", "/clusters/shop/runs/1", 200, null, "{\"state\":\"Completed\"," + steps.formatted("DONE") + "}");

        var run = aeneas("datacenter", "scale", "shop", "west", "--nodes", "6", "--watch");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.err())
                .contains("no Kafka answers at 127.0.0.1:1")
                .contains("executing, 0 of 1 steps: resize-1")
                .contains("completed, 1 of 1 steps");
    }

    @Test
    void cannotWatchWithoutWaiting() {
        var run = aeneas("datacenter", "scale", "shop", "west", "--nodes", "6", "--watch", "--no-wait");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--watch and --no-wait exclude each other");
        assertThat(services.requests()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAnOptionAndNotTheWholeUsage() throws IOException {
        var run = aeneas("datacenter", "scale", "shop", "west", "--node", "6", "--output", "json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("Unknown option")
                .contains("'--node'")
                .contains("--nodes")
                .contains("--help");
        assertThat(run.err()).doesNotContain("Exit codes");
        assertThat(WireFormat.mapper().readTree(run.out()).at("/error/detail").asText())
                .contains("--node");
    }

    @Test
    void sendsSparesOnlyWhenTheyAreAskedFor() {
        services.on("POST", "/clusters/shop/datacenters/west/scale", 202, "/clusters/shop/runs/1", "{}");

        aeneas("datacenter", "scale", "shop", "west", "--nodes", "6", "--no-wait");
        assertThat(services.bodyOf("POST /clusters/shop/datacenters/west/scale"))
                .doesNotContain("spareCount");

        aeneas("datacenter", "scale", "shop", "west", "--spares", "2", "--no-wait");
        assertThat(services.bodyOf("POST /clusters/shop/datacenters/west/scale"))
                .contains("\"spareCount\":2");
    }

    @Test
    void asksForARollingChangeAndWaitsForIt() {
        services.on("POST", "/clusters/shop/datacenters/west/changes", 202, "/clusters/shop/changes/7", "{}");
        services.on(
                "GET",
                "/clusters/shop/changes/7",
                200,
                null,
                "{\"phase\":\"STOPPED\",\"error\":{\"code\":\"NodeDidNotComeBack\",\"message\":\"west_2\"}}");

        var run = aeneas("datacenter", "roll", "shop", "west", "--set", "compaction_throughput=32MiB/s");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("NodeDidNotComeBack: west_2");
        assertThat(services.bodyOf("POST /clusters/shop/datacenters/west/changes"))
                .contains("\"change\":\"RollNodes\"")
                .contains("\"settings\":{\"compaction_throughput\":\"32MiB/s\"}");
    }

    @Test
    void endsWithThreeWhenARunIsRefusedAfterItWasAcceptedAndSaysWhy() {
        services.on("POST", "/clusters/shop/datacenters/west/scale", 202, "/clusters/shop/runs/1", "{}");
        services.on(
                "GET",
                "/clusters/shop/runs/1",
                200,
                null,
                "{\"state\":\"Refused\",\"violations\":[{\"field\":\"sku\",\"rule\":\"must be one of\"}]}");

        var run = aeneas("datacenter", "scale", "shop", "west", "--sku", "Huge");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).contains("sku must be one of");
    }

    @Test
    void listsTheTopicsWhenOneIsUnknown() {
        var run = aeneas("events", "--topic", "nope");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no topic 'nope'").contains("aeneas.scaling.events");
    }

    @Test
    void wantsToKnowWhatToRollTo() {
        assertThat(aeneas("datacenter", "roll", "shop", "west").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(services.requests()).isEmpty();
    }

    @Test
    void removesNoNodeThatItCannotAskAbout() {
        services.on(
                "POST",
                "/clusters/shop/datacenters/west/changes",
                200,
                null,
                "{\"consequences\":[\"one copy of its data less until repaired\"]}");

        var run = aeneas("node", "remove", "shop", "west", "west_2");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("one copy of its data less").contains("--yes");
        assertThat(services.requests()).containsExactly("POST /clusters/shop/datacenters/west/changes?dryRun=true");
    }

    @Test
    void resumesAChangeThatStopped() {
        services.on("POST", "/clusters/shop/changes/7/resume", 202, "/clusters/shop/changes/8", "{}");
        services.on("GET", "/clusters/shop/changes/8", 200, null, "{\"phase\":\"COMPLETED\"}");

        var run = aeneas("change", "resume", "shop", "7");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void listsTheSettingsWhenOneIsUnknown() {
        var run = aeneas("up", "--set", "kafka.prot=1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("unknown setting 'kafka.prot'").contains("kafka.port");
    }

    @Test
    void showsEveryComponentAsStoppedWhenNothingRuns() throws IOException {
        var run = aeneas("status", "--output", "json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        var components = WireFormat.mapper().readTree(run.out()).path("components");
        assertThat(components).hasSize(8).allSatisfy(component -> assertThat(
                        component.path("state").asText())
                .isEqualTo("STOPPED"));
    }

    private CommandRun aeneas(String... arguments) {
        var all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        return CommandRun.of(all);
    }
}
