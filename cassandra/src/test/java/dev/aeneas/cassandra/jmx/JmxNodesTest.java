package dev.aeneas.cassandra.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JmxNodesTest {
    private static final Duration BOUND = Duration.ofMillis(200);

    private final JmxNodes nodes = new JmxNodes(Optional.empty(), new JmxBounds(BOUND, BOUND, BOUND, BOUND));
    private final JmxNodes patient = new JmxNodes(Optional.empty(), JmxBounds.DEFAULT);

    @Test
    void waitsNoLongerThanTheBoundForANodeThatOnlyAccepts() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> nodes.connect(at(frozen))).isInstanceOf(NodeSilent.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(BOUND, BOUND.multipliedBy(20));
        }
    }

    @Test
    void keepsNoMoreThanAFewThreadsHangingOnOneNode() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int attempt = 0; attempt < 10; attempt++) {
                assertThatThrownBy(() -> nodes.connect(at(frozen))).isInstanceOf(NodeSilent.class);
            }
            assertThat(nodes.hanging(at(frozen))).isBetween(1, 3);
        }
    }

    @Test
    void tellsThatNobodyListens() throws IOException {
        ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        closed.close();

        assertThatThrownBy(() -> patient.connect(at(closed))).isInstanceOf(NodeUnreachable.class);
    }

    private static NodeAddress at(ServerSocket socket) {
        return new NodeAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort(), socket.getLocalPort());
    }
}
