package dev.aeneas.backup.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server as a process of its own, which ends with the tests. */
final class TestServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final int CONNECT_MILLIS = 500;

    private final Process process;
    private final Thread endOnExit;

    private TestServer(Process process) {
        this.process = process;
        this.endOnExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endOnExit);
    }

    /** Returns when the port answers. */
    static TestServer start(Path folder, List<String> command, int port) {
        var output = folder.resolve("out.log");
        try {
            Files.createDirectories(folder);
            var server = new TestServer(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start());
            await().atMost(START_BOUND)
                    .failFast("it ended before it answered: see " + output, () -> !server.process.isAlive())
                    .until(() -> answers(port));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(endOnExit);
    }
}
