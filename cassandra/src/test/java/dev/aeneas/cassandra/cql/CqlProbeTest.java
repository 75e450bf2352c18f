package dev.aeneas.cassandra.cql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CqlProbeTest {
    private static final Duration BOUND = Duration.ofMillis(300);

    private final ServerSocket server = listen();
    private final NodeAddress node =
            new NodeAddress(server.getInetAddress(), server.getLocalPort(), server.getLocalPort());
    private final CqlProbe probe = new CqlProbe(BOUND, BOUND);

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void takesAnyFrameForAnAnswer() {
        serve(new byte[] {(byte) 0x84, 0, 0, 0, 6, 0, 0, 0, 0});

        assertThat(probe.probe(node)).isInstanceOf(ProbeAnswer.Answered.class);
    }

    @Test
    void isNotFooledByAKernelThatAcceptsForAFrozenProcess() {
        assertThat(probe.probe(node))
                .isInstanceOfSatisfying(ProbeAnswer.Silent.class, silent -> assertThat(silent.waited())
                        .isBetween(BOUND, BOUND.multipliedBy(10)));
    }

    @Test
    void tellsSomethingElseThatListensThere() {
        serve("HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII));

        assertThat(probe.probe(node)).isInstanceOf(ProbeAnswer.Refused.class);
    }

    @Test
    void tellsANodeThatHangsUp() {
        serve(new byte[0], new byte[0]);

        assertThat(probe.probe(node)).isInstanceOf(ProbeAnswer.Refused.class);
    }

    @Test
    void takesAGreetingByTlsForAnAnswer() {
        serve(new byte[0], new byte[] {22, 3, 3});

        assertThat(probe.probe(node)).isInstanceOf(ProbeAnswer.Answered.class);
    }

    @Test
    void isNotFooledByAKernelThatAcceptsForANodeThatTookOnlyTls() {
        serve(new byte[0]);

        assertThat(probe.probe(node)).isInstanceOf(ProbeAnswer.Silent.class);
    }

    @Test
    void tellsThatNobodyListens() throws IOException {
        server.close();

        assertThat(probe.probe(node)).isInstanceOf(ProbeAnswer.Refused.class);
    }

    /** One answer for each connection. */
    private void serve(byte[]... answers) {
        Thread serving = new Thread(() -> {
            for (byte[] answer : answers) {
                try (Socket client = server.accept()) {
                    client.getInputStream().readNBytes(9);
                    client.getOutputStream().write(answer);
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
        serving.setDaemon(true);
        serving.start();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
