package dev.aeneas.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cli.CommandRun;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.HttpDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {
    private static final String ABORT = "/clusters/shop/restores/r1/abort";

    @TempDir
    Path home;

    private HttpDouble service;

    @BeforeEach
    void pointBackupAtTheDouble() throws IOException {
        service = HttpDouble.start();
        Files.writeString(home.resolve("stack.properties"), "backup.port=" + service.port() + "\n");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void abortsOneAndSaysWhy() {
        service.on("POST", ABORT, 200, null, "{\"restoreId\":\"r1\",\"state\":\"Running\"}");
        var run = CommandRun.of(
                "restore", "abort", "shop", "r1", "--reason", "the wrong table", "--home", home.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("r1");
        assertThat(service.bodyOf("POST " + ABORT)).contains("the wrong table");
    }

    @Test
    void saysWhyOneCannotBeAborted() {
        service.on("POST", ABORT, 409, null, "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"it is over\"}");
        var run = CommandRun.of("restore", "abort", "shop", "r1", "--home", home.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("it is over");
    }
}
