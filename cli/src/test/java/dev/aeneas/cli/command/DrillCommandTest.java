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

class DrillCommandTest {
    private static final String DRILLS = "/clusters/shop/drills";
    private static final String DRILL = DRILLS + "/drill-1";

    @TempDir
    Path home;

    private HttpDouble service;

    @BeforeEach
    void pointFailoverAtTheDouble() throws IOException {
        service = HttpDouble.start();
        Files.writeString(home.resolve("stack.properties"), "failover-witness.port=" + service.port() + "\n");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CommandRun drill(String... arguments) {
        var all = new ArrayList<>(List.of("drill"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void waitsForTheVerdictAndEndsWithItsExitCode() {
        service.on("POST", DRILLS, 202, DRILL, "{\"state\":\"Running\"}");
        service.on("GET", DRILL, 200, null, "{\"state\":\"Completed\",\"verdict\":\"PASSED\"}");
        service.on("GET", DRILL, 200, null, "{\"state\":\"Failed\",\"verdict\":\"MISSED\"}");
        service.on("GET", DRILL, 200, null, "{\"state\":\"Refused\"}");
        var run = drill("run", "shop", "--lose", "east", "--by", "freeze", "--rto", "2m", "--max-duration", "PT5M");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(service.bodyOf("POST " + DRILLS))
                .contains("\"region\":\"east\"", "\"by\":\"FREEZE\"", "\"rto\":\"PT2M\"", "\"maxDuration\":\"PT5M\"")
                .contains("\"failBack\":true", "\"dry\":false");

        assertThat(drill("run", "shop", "--lose", "east").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(drill("run", "shop", "--lose", "east", "--dry").exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void showsTheRowsThatWereCounted() {
        service.on(
                "GET",
                DRILL,
                200,
                null,
                "{\"state\":\"Completed\",\"rows\":[{\"after\":\"FAILED_OVER\",\"acknowledged\":900,\"failed\":3,"
                        + "\"found\":898,\"lost\":2}]}");
        assertThat(drill("report", "shop", "drill-1").out())
                .contains("FAILED_OVER: 900 acknowledged, 3 failed, 898 found, 2 lost");
    }

    @Test
    void abortsTheNewestOne() {
        service.on("GET", DRILLS, 200, null, "[{\"drillId\":\"drill-1\"}]");
        service.on("POST", DRILL + "/abort", 200, null, "{\"state\":\"Running\"}");
        assertThat(drill("abort", "shop", "--reason", "enough").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(service.bodyOf("POST " + DRILL + "/abort")).contains("enough");
    }

    @Test
    void writesThePageThatAnAuditorReads() throws IOException {
        service.on("GET", DRILL + "/page", 200, null, "<html>PASSED</html>");
        service.on("GET", DRILL, 200, null, "{\"state\":\"Completed\"}");
        var page = home.resolve("report.html");
        assertThat(drill("report", "shop", "drill-1", "--html", page.toString()).exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(page).hasContent("<html>PASSED</html>");
    }

    @Test
    void saysWhatToDoWhereThereWasNone() {
        service.on("GET", DRILLS, 200, null, "[]");
        var run = drill("report", "shop");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("./aeneas drill run shop --lose REGION --dry");
    }
}
