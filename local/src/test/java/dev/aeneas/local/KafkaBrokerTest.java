package dev.aeneas.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.local.kafka.KafkaBroker;
import dev.aeneas.local.kafka.KafkaSpec;
import dev.aeneas.local.process.ProcessDied;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final KafkaSpec spec = spec();

    private static KafkaSpec spec() {
        var ports = FreePort.several(2, HOST);
        return KafkaSpec.at(HOST, ports.get(0), ports.get(1));
    }

    @AfterEach
    void endWhatWasStarted() {
        KafkaBroker.adopt(folder, spec).ifPresent(KafkaBroker::kill);
    }

    @Test
    void startsIsAdoptedStopsAndStartsAgainWithItsData() {
        var started = KafkaBroker.start(Runtimes.find(), folder, spec);
        started.awaitReady(BOUND);
        assertThat(KafkaBroker.adopt(folder, spec).orElseThrow().pid()).isEqualTo(started.pid());
        assertThat(started.stop(BOUND)).isTrue();

        var again = KafkaBroker.start(Runtimes.find(), folder, spec);
        assertThat(again.pid()).isNotEqualTo(started.pid());
        again.awaitReady(BOUND);
    }

    @Test
    void aTakenPortIsSaidAtOnce() throws Exception {
        try (var taken = new ServerSocket(spec.controllerPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            var broker = KafkaBroker.start(Runtimes.find(), folder, spec);
            assertThatThrownBy(() -> broker.awaitReady(BOUND))
                    .isInstanceOf(ProcessDied.class)
                    .hasMessageContaining("in use");
        }
    }
}
