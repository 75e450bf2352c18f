package dev.aeneas.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuQuotaTest {

    @TempDir
    Path folder;

    @AfterEach
    void endWhatWasStarted() {
        DetachedProcess.adopt(folder).ifPresent(DetachedProcess::kill);
        CpuQuota.lift(folder);
    }

    @Test
    void theProcessIsInItsGroupFromTheStartAndTheGroupGoesAfterIt() throws Exception {
        Optional<CpuQuota> quota = CpuQuota.limit(folder, 0.5);
        assumeTrue(quota.isPresent(), "this machine permits no control groups");
        Path group = quota.orElseThrow().folder();

        var process = DetachedProcess.start(new Launch(folder, List.of("sleep", "60"), Map.of(), quota));
        assertThat(Files.readAllLines(group.resolve("cgroup.procs"))).containsExactly(Long.toString(process.pid()));

        process.kill();
        CpuQuota.lift(folder);
        assertThat(group).doesNotExist();
    }

    @Test
    void changesWhileTheProcessRuns() throws Exception {
        Optional<CpuQuota> quota = CpuQuota.limit(folder, 0.5);
        assumeTrue(quota.isPresent(), "this machine permits no control groups");

        CpuQuota.limit(folder, 1.5);
        assertThat(limitOf(quota.orElseThrow().folder())).startsWith("150000");
    }

    private static String limitOf(Path group) throws Exception {
        Path version2 = group.resolve("cpu.max");
        return Files.readString(Files.exists(version2) ? version2 : group.resolve("cpu.cfs_quota_us"));
    }
}
