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

class MoveCommandTest {
    private static final String MOVE = "/clusters/shop/moves/m1";
    private static final String RUNNING =
            """
            {"runId":"m1","kind":"FAIL_BACK","state":"Running","step":"REPAIR","from":"west","to":"east"}""";

    @TempDir
    Path home;

    private HttpDouble failover;

    @BeforeEach
    void pointFailoverAtTheDouble() throws IOException {
        failover = HttpDouble.start();
        Files.writeString(
                home.resolve("stack.properties"),
                "failover-east.port=" + failover.port() + "\nfailover-west.port=" + failover.port()
                        + "\nfailover-witness.port=" + failover.port() + "\n");
    }

    @AfterEach
    void stop() {
        failover.close();
    }

    private CommandRun failover(String... arguments) {
        var all = new ArrayList<>(List.of("failover"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void waitsUntilClientsAreBack() {
        failover.on("POST", "/clusters/shop/failback", 202, MOVE, RUNNING);
        failover.on("GET", MOVE, 200, null, RUNNING.replace("Running", "Completed"));

        var run = failover("failback", "shop");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(failover.bodyOf("POST /clusters/shop/failback")).contains("\"shrink\":true");
        assertThat(run.out()).contains("Completed");
    }

    @Test
    void failsWhenTheMoveDid() {
        failover.on("POST", "/clusters/shop/switchover", 202, MOVE, RUNNING);
        failover.on("GET", MOVE, 200, null, RUNNING.replace("Running", "Failed"));

        assertThat(failover("switchover", "shop", "--to", "west").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(failover.bodyOf("POST /clusters/shop/switchover")).contains("\"to\":\"west\"");
    }

    @Test
    void staysAndDoesNotWaitWhenToldSo() {
        failover.on("POST", "/clusters/shop/stay", 202, MOVE, RUNNING);

        var run = failover("stay", "shop", "--no-wait", "--output", "json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("\"runId\"");
        assertThat(failover.requests()).containsExactly("POST /clusters/shop/stay");
    }

    @Test
    void abortsWithAReasonAndLists() {
        failover.on("POST", MOVE + "/abort", 200, null, RUNNING.replace("Running", "Failed"));
        failover.on("GET", "/clusters/shop/moves", 200, null, "[" + RUNNING + "]");

        assertThat(failover("abort", "shop", "m1").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(failover("abort", "shop", "m1", "--reason", "the shop opens").exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(failover("moves", "shop").out()).contains("FAIL_BACK").contains("REPAIR");
    }
}
