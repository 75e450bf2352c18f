package dev.aeneas.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cli.CommandRun;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.HttpDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverCommandTest {
    private static final String POLICY = "/clusters/shop/failover-policy";

    @TempDir
    Path home;

    private HttpDouble failover;

    @BeforeEach
    void pointFailoverAtTheDouble() throws IOException {
        failover = HttpDouble.start();
        Files.writeString(home.resolve("stack.properties"), "failover-witness.port=" + failover.port() + "\n");
    }

    @AfterEach
    void stop() {
        failover.close();
    }

    private CommandRun failover(String... options) {
        var arguments = new ArrayList<>(List.of("failover"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--home", home.toString()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private CommandRun policy(String... options) {
        var arguments = new ArrayList<>(List.of("policy", "shop", "--primary", "east", "--standby", "west"));
        arguments.addAll(List.of(options));
        return failover(arguments.toArray(String[]::new));
    }

    @Test
    void setsWhatAPolicyPromisesAllowsAndAsksFor() {
        failover.on("PUT", POLICY, 200, null, "{}");

        var run = policy(
                "--rto",
                "5m",
                "--window",
                "0 8 * * 1-5;10h",
                "--time-zone",
                "Europe/Rome",
                "--required-hook",
                "board=http://board.example.com/ask",
                "--consistency",
                "EACH_QUORUM/LOCAL_QUORUM",
                "--plan-b-sku",
                "Local_M");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(failover.bodyOf("PUT " + POLICY))
                .contains("\"rto\":\"PT5M\"")
                .contains("\"cronExpression\":\"0 8 * * 1-5\"")
                .contains("\"timeZone\":\"Europe/Rome\"")
                .contains("\"name\":\"board\",\"moment\":\"BEFORE\"")
                .contains("\"required\":true")
                .contains("\"write\":\"EACH_QUORUM\"")
                .contains("\"skus\":[\"Local_M\"],\"fewerNodes\":true");
    }

    @Test
    void tellsTheFormOfLevelsThatAreNotUnderstood() {
        var run = policy("--consistency", "QUORUM");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("WRITE/READ");
        assertThat(failover.requests()).isEmpty();
    }

    @Test
    void stopsAndResumesEveryFailover() {
        failover.on("POST", "/failovers/stop", 200, null, "{\"stopped\":true,\"reason\":\"a test\"}");
        failover.on("POST", "/failovers/resume", 200, null, "{\"stopped\":false}");

        assertThat(failover("stop", "--reason", "a test").out()).contains("a test");
        assertThat(failover("resume").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(failover.bodyOf("POST /failovers/stop")).contains("\"reason\":\"a test\"");
    }

    @Test
    void acknowledgesAndAbortsARun() {
        var path = "/clusters/shop/failovers/shop-failover-1";
        failover.on("POST", path + "/acknowledge", 200, null, "{\"runId\":\"shop-failover-1\"}");
        failover.on("POST", path + "/abort", 200, null, "{\"state\":\"Aborted\"}");

        assertThat(failover("acknowledge", "shop", "shop-failover-1", "--by", "m.rossi")
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(failover("abort-failover", "shop", "shop-failover-1", "--reason", "back again")
                        .out())
                .contains("Aborted");
        assertThat(failover.bodyOf("POST " + path + "/acknowledge")).contains("m.rossi");
    }
}
