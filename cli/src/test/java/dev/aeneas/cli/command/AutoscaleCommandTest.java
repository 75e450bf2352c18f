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

class AutoscaleCommandTest {
    private static final String RESOURCE = "/clusters/shop/datacenters/west/autoscale";
    private static final String VIEW =
            """
            {"policy":{"nodeCountMin":3,"nodeCountMax":9,"targetCpuPercent":60,"cooldown":"PT15M",
             "windows":[{"cronExpression":"0 8 * * 1-5","duration":"PT10H"}],"timeZone":"Europe/Rome"},
             "decision":"HOLD","reason":"3 of 5 looks are gathered"}""";

    @TempDir
    Path home;

    private HttpDouble scaling;

    @BeforeEach
    void pointScalingAtTheDouble() throws IOException {
        scaling = HttpDouble.start();
        Files.writeString(home.resolve("stack.properties"), "scaling.port=" + scaling.port() + "\n");
    }

    @AfterEach
    void stop() {
        scaling.close();
    }

    private CommandRun autoscale(String... options) {
        var arguments = new ArrayList<>(List.of("datacenter", "autoscale", "shop", "west", "--home", home.toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void setsAPolicyAndShowsIt() {
        scaling.on("PUT", RESOURCE, 200, null, VIEW);

        var run = autoscale(
                "--min",
                "3",
                "--max",
                "9",
                "--target-cpu",
                "60",
                "--cooldown",
                "15m",
                "--window",
                "0 8 * * 1-5;10h",
                "--time-zone",
                "Europe/Rome");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(scaling.bodyOf("PUT " + RESOURCE))
                .contains("\"nodeCountMin\":3")
                .contains("\"cooldown\":\"PT15M\"")
                .contains("{\"cronExpression\":\"0 8 * * 1-5\",\"duration\":\"PT10H\"}");
        assertThat(run.out()).contains("0 8 * * 1-5 for PT10H").contains("3 of 5 looks are gathered");
    }

    @Test
    void showsThePolicyWithoutOptions() {
        scaling.on("GET", RESOURCE, 200, null, VIEW);

        assertThat(autoscale().out()).contains("targetCpuPercent");
        assertThat(scaling.requests()).containsExactly("GET " + RESOURCE);
    }

    @Test
    void switchesItOff() {
        scaling.on("DELETE", RESOURCE, 204, null, "");

        assertThat(autoscale("--off").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(scaling.requests()).containsExactly("DELETE " + RESOURCE);
    }

    @Test
    void tellsTheFormOfAWindowThatIsNotUnderstood() {
        var run = autoscale("--min", "3", "--window", "every day");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("CRON;DURATION");
        assertThat(scaling.requests()).isEmpty();
    }

    @Test
    void doesNotSetAndSwitchOffAtOnce() {
        assertThat(autoscale("--off", "--min", "3").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
