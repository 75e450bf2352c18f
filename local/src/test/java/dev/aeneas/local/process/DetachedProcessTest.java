package dev.aeneas.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
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

    /** Every thread counts in a place of its own of the file that it is given. */
    private static final String COUNTING =
            """
            public class Counting {
                public static void main(String[] arguments) throws Exception {
                    int threads = Integer.parseInt(arguments[1]);
                    try (var file = new java.io.RandomAccessFile(arguments[0], "rw")) {
                        var counts = file.getChannel().map(
                                java.nio.channels.FileChannel.MapMode.READ_WRITE, 0, threads * 8L);
                        System.out.println("counting");
                        for (int thread = 0; thread < threads; thread++) {
                            int place = thread * 8;
                            new Thread(() -> {
                                for (long count = 1; true; count++) {
                                    counts.putLong(place, count);
                                }
                            }).start();
                        }
                    }
                }
            }
            """;

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
    void aFrozenOneDoesNothingMoreInAnyOfItsThreads() throws Exception {
        // More threads than processors, so that whichever of them takes the signal has to wait for its turn.
        int threads = 4 * Runtime.getRuntime().availableProcessors();
        Path counted = folder.resolve("counted");
        Path program = Files.writeString(folder.resolve("Counting.java"), COUNTING);
        String java = ProcessHandle.current().info().command().orElseThrow();
        var process = start("exec '%s' '%s' '%s' %d".formatted(java, program, counted, threads));
        assertThat(Wait.until(BOUND, () -> process.outputTail(1).equals("counting")))
                .isTrue();
        try (var file = FileChannel.open(counted)) {
            var counts = file.map(MapMode.READ_ONLY, 0, threads * (long) Long.BYTES);
            for (int round = 0; round < 20; round++) {
                process.freeze();
                var frozen = copyOf(counts);
                for (int look = 0; look < 20_000; look++) {
                    assertThat(counts).isEqualTo(frozen);
                }
                process.thaw();
            }
        }
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

    private static ByteBuffer copyOf(ByteBuffer counts) {
        return ByteBuffer.allocate(counts.capacity()).put(counts.duplicate()).flip();
    }

    private DetachedProcess start(String script) {
        return DetachedProcess.start(new Launch(folder, List.of("sh", "-c", script), Map.of(), Optional.empty()));
    }
}
