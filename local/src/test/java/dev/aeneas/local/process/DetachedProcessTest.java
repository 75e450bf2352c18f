package dev.aeneas.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class DetachedProcessTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final String RECORD = "process.pid";

    @TempDir
    Path folder;

    @AfterEach
    void endWhatWasStarted() {
        DetachedProcess.adopt(folder).ifPresent(DetachedProcess::kill);
    }

    @Test
    void isFoundAgainByItsDirectory() {
        var started = start("sleep 60");
        assertThat(DetachedProcess.adopt(folder).orElseThrow().pid()).isEqualTo(started.pid());
    }

    @Test
    @EnabledIf("theKernelTells")
    void pausesMayEndAMillisecondLate() throws Exception {
        var started = start("sleep 60");
        Path slack = Path.of("/proc", Long.toString(started.pid()), "timerslack_ns");
        assertThat(Files.readString(slack)).isEqualTo("1000000\n");
    }

    static boolean theKernelTells() {
        return Files.isWritable(Path.of("/proc/self/timerslack_ns"));
    }

    @Test
    void aReusedPidIsNotMistakenForIt() throws Exception {
        var ourOwn = ProcessRecord.ofLiving(ProcessHandle.current().pid()).orElseThrow();
        Files.writeString(folder.resolve(RECORD), ourOwn.pid() + " " + ourOwn.began() + "0\n");
        assertThat(DetachedProcess.adopt(folder)).isEmpty();

        ourOwn.write(folder.resolve(RECORD));
        assertThat(DetachedProcess.adopt(folder)).isPresent();
        Files.delete(folder.resolve(RECORD)); // the clean-up must not find this very process
    }

    @Test
    void manyStartersAtOnceStartOne() {
        var starters = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> start("sleep 60").pid()))
                .toList();
        assertThat(starters.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void aKilledOneIsGoneAndCanBeStartedAgain() {
        var first = start("sleep 60");
        first.freeze();
        first.kill();
        assertThat(first.isAlive()).isFalse();
        assertThat(DetachedProcess.adopt(folder)).isEmpty();
        assertThat(start("sleep 60").pid()).isNotEqualTo(first.pid());
    }

    @Test
    void aFrozenOneIsAliveAndStillStopsWhenAsked() {
        var process = start("exec sleep 60");
        process.freeze();
        assertThat(process.isAlive()).isTrue();
        assertThat(process.stop(BOUND)).isTrue();
    }

    @Test
    void saysWhenItWillNotStop() {
        var stubborn = start("trap '' TERM; echo deaf; while :; do sleep 0.1; done");
        assertThat(Wait.until(BOUND, () -> stubborn.outputTail(1).equals("deaf")))
                .isTrue();
        assertThat(stubborn.stop(Duration.ofMillis(300))).isFalse();
        assertThat(stubborn.isAlive()).isTrue();
    }

    @Test
    void whatCannotBePreparedIsNotStarted() {
        assertThatThrownBy(() -> DetachedProcess.start(folder, () -> {
                    throw new IllegalStateException("no jars");
                }))
                .hasMessage("no jars");
        assertThat(DetachedProcess.adopt(folder)).isEmpty();
    }

    private DetachedProcess start(String script) {
        return DetachedProcess.start(new Launch(folder, List.of("sh", "-c", script), Map.of(), Optional.empty()));
    }
}
