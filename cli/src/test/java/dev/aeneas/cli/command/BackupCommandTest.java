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

class BackupCommandTest {
    private static final String NIGHTLY = "/clusters/shop/backup-schedules/nightly";
    private static final String VIEW =
            """
            {"scheduleName":"nightly","cronExpression":"0 3 * * *","paused":false,
             "nextDue":["2027-01-02T03:00:00Z","2027-01-03T03:00:00Z"],
             "last":{"dueAt":"2027-01-01T03:00:00Z","missed":2}}""";

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

    private CommandRun backup(String... arguments) {
        var all = new ArrayList<>(List.of("backup"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void setsAScheduleWithBothBoundsOfItsRetention() {
        service.on("PUT", NIGHTLY, 200, null, VIEW);
        var run = backup(
                "schedule",
                "set",
                "shop",
                "nightly",
                "--cron",
                "0 3 * * *",
                "--retention-hours",
                "72",
                "--retention-count",
                "3",
                "--keyspace",
                "orders",
                "--store",
                "offsite");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(service.bodyOf("PUT " + NIGHTLY))
                .contains("\"retentionInHours\":72")
                .contains("\"retentionCount\":3")
                .contains("\"keyspaces\":[\"orders\"]")
                .contains("\"store\":\"offsite\"");
    }

    @Test
    void copiesABackupIntoAnotherStoreAndWaitsForIt() {
        var copies = "/clusters/shop/backups/b1/copies";
        var location = copies + "/offsite";
        service.on("POST", copies, 202, location, "{\"state\":\"Copying\"}");
        service.on("GET", location, 200, null, "{\"state\":\"Completed\",\"copyTo\":\"offsite\"}");
        var run = backup("copy", "shop", "b1", "--to", "offsite");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(service.bodyOf("POST " + copies)).contains("\"copyTo\":\"offsite\"");
    }

    @Test
    void readsABackupBackFromTheStoreThatIsNamed() {
        var verification = "/clusters/shop/backups/b1/verification";
        var location = verification + "/offsite";
        service.on("POST", verification, 202, location, "{\"state\":\"Reading\"}");
        service.on("GET", location, 200, null, "{\"state\":\"Failed\",\"store\":\"offsite\"}");
        var run = backup("verify", "shop", "b1", "--percent", "100", "--store", "offsite");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(service.requests()).contains("POST " + verification + "?percent=100&store=offsite");
    }

    @Test
    void drillsTheNewestBackupOfAStore() {
        var drills = "/clusters/shop/restore-drills";
        var location = drills + "/d1";
        service.on("POST", drills, 202, location, "{\"state\":\"Choosing\"}");
        service.on("GET", location, 200, null, "{\"state\":\"Completed\",\"rows\":1000}");
        var run = backup("drill", "shop", "--store", "offsite", "--nodes", "1", "--give-up-after", "PT2H");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(service.bodyOf("POST " + drills))
                .contains("\"store\":\"offsite\"")
                .contains("\"nodeCount\":1")
                .contains("\"timeout\":\"PT2H\"");
    }

    @Test
    void failsWhenADrillDidNotShowThatABackupCanBeRestored() {
        var drills = "/clusters/shop/restore-drills";
        service.on("POST", drills, 202, drills + "/d1", "{\"state\":\"Choosing\"}");
        service.on("GET", drills + "/d1", 200, null, "{\"state\":\"Failed\",\"error\":{\"code\":\"RowsDiffer\"}}");
        assertThat(backup("drill", "shop", "b1").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(service.bodyOf("POST " + drills)).contains("\"backupId\":\"b1\"");
    }

    @Test
    void abortsTheNewestRestoreDrill() {
        var drills = "/clusters/shop/restore-drills";
        service.on("GET", drills, 200, null, "[{\"drillId\":\"d2\"},{\"drillId\":\"d1\"}]");
        service.on("POST", drills + "/d2/abort", 200, null, "{\"state\":\"Deleting\"}");
        var run = backup("drill", "abort", "shop", "--reason", "enough");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(service.bodyOf("POST " + drills + "/d2/abort")).contains("enough");
    }

    @Test
    void aRestoreDrillNeedsACluster() {
        var run = backup("drill");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("CLUSTER");
    }

    @Test
    void asksForACopyTogetherWithTheBackup() {
        service.on("POST", "/clusters/shop/backups", 202, null, "{\"state\":\"Queued\"}");
        backup("run", "shop", "--copy-to", "offsite");
        assertThat(service.bodyOf("POST /clusters/shop/backups")).contains("\"copyTo\":\"offsite\"");
    }

    @Test
    void showsEveryComingDueTimeAndWhatTheLastRunCaughtUpFor() {
        service.on("GET", NIGHTLY, 200, null, VIEW);
        var run = backup("schedule", "show", "shop", "nightly");
        assertThat(run.out())
                .contains("2027-01-02T03:00:00Z")
                .contains("2027-01-03T03:00:00Z")
                .containsPattern("last missed +2");
        assertThat(backup("schedule", "show", "shop", "nightly", "--output", "json")
                        .out())
                .contains("\"missed\" : 2");
    }

    @Test
    void pausesResumesAndRunsASchedule() {
        for (String verb : List.of("pause", "resume", "run")) {
            service.on("POST", NIGHTLY + "/" + verb, 200, null, VIEW);
            assertThat(backup("schedule", verb, "shop", "nightly").exitCode()).isEqualTo(ExitCode.OK);
        }
        assertThat(service.requests())
                .containsExactly(
                        "POST " + NIGHTLY + "/pause", "POST " + NIGHTLY + "/resume", "POST " + NIGHTLY + "/run");
    }

    @Test
    void deletesTheLastBackupOnlyWhenToldSo() {
        service.on("DELETE", "/clusters/shop/backups/b1", 202, null, "{\"backupId\":\"b1\"}");
        backup("delete", "shop", "b1");
        backup("delete", "shop", "b1", "--even-the-last");
        assertThat(service.requests())
                .containsExactly(
                        "DELETE /clusters/shop/backups/b1?evenTheLast=false",
                        "DELETE /clusters/shop/backups/b1?evenTheLast=true");
    }

    @Test
    void saysWhatRetentionWouldDeleteAndWhy() {
        service.on(
                "POST",
                "/clusters/shop/backup-retention",
                200,
                null,
                "{\"expired\":[{\"backupId\":\"b1\",\"reason\":\"TOO_OLD\"}],\"objects\":12,\"bytes\":900}");
        var run = backup("retention", "shop", "--dry-run");
        assertThat(run.out()).contains("b1: TOO_OLD").containsPattern("objects +12");
        assertThat(service.requests()).containsExactly("POST /clusters/shop/backup-retention?dryRun=true");
    }

    @Test
    void rendersARefusalWithWhatToDo() {
        service.on(
                "POST",
                NIGHTLY + "/pause",
                404,
                null,
                "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"no schedule of this cluster is called 'nightly'\"}");
        var run = backup("schedule", "pause", "shop", "nightly");
        assertThat(run.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("no schedule of this cluster is called 'nightly'");
    }
}
