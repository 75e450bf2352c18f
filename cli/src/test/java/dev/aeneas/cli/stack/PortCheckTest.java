package dev.aeneas.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {
    @TempDir
    Path folder;

    @Test
    void namesThePortItsHolderAndTheSettingThatMovesIt() throws IOException {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var component = new Listening(new Endpoint("127.0.0.1", holder.getLocalPort(), "kafka.port"));

            assertThatThrownBy(() -> PortCheck.require(List.of(component), StackHome.at(folder)))
                    .isInstanceOfSatisfying(
                            CliException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
                    .hasMessageContaining("port " + holder.getLocalPort())
                    .hasMessageContaining("setting is kafka.port")
                    .hasMessageContaining("held by")
                    .hasMessageContaining("--set");
        }
    }

    @Test
    void isContentWithAFreePort() throws IOException {
        int port;
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = holder.getLocalPort();
        }
        var component = new Listening(new Endpoint("127.0.0.1", port, "kafka.port"));

        assertThatCode(() -> PortCheck.require(List.of(component), StackHome.at(folder)))
                .doesNotThrowAnyException();
    }

    private record Listening(Endpoint endpoint) implements Component {
        @Override
        public String name() {
            return "kafka";
        }

        @Override
        public Path folder() {
            return Path.of("nowhere");
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(endpoint);
        }

        @Override
        public void start() {}

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public Duration readyBound() {
            return Duration.ZERO;
        }

        @Override
        public Duration stopBound() {
            return Duration.ZERO;
        }

        @Override
        public String logTail(int lines) {
            return "";
        }
    }
}
