package dev.aeneas.local.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.local.LoopbackBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the packet filter does, where this machine lets us ask it; what we say to it, everywhere. */
class NetworkCutTest {
    private static final ProcessGroup INSIDE = ProcessGroup.of("network-cut-test");

    private final String name = "test-" + System.nanoTime();

    @AfterEach
    void mend() {
        NetworkCut.mend(name);
    }

    @Test
    void rulesEndByThemselvesAndAreAllOrNothing() {
        assertThat(NetworkCut.rules("orders", Set.of(7), List.of("127.30.1.1", "127.30.2.1"), Duration.ofMinutes(5)))
                .startsWith("table inet aeneas_cut_")
                .contains("127.30.1.1 timeout 300s, 127.30.2.1 timeout 300s")
                .contains("elements = { 7 timeout 300s }")
                .contains("ip daddr @reached meta skgid != { 7 } drop");
    }

    @Test
    void nobodyOutsideReachesWhatIsCutUntilItsTimeIsUpThoughNobodyMendsIt() throws IOException {
        assumeThat(NetworkCut.whyNot()).isEmpty();
        try (var block = LoopbackBlock.reserve();
                var node = listen(block.address(1, 1));
                var other = listen(block.address(2, 1))) {
            NetworkCut.cut(name, Set.of(INSIDE.id()), List.of(block.address(1, 1)), Duration.ofSeconds(2));
            assertThat(reaches(node)).isFalse();
            assertThat(reaches(other)).isTrue();
            await().atMost(Duration.ofSeconds(10)).until(() -> reaches(node));
        }
    }

    @Test
    void aCutIsMendedAtOnceAndTwiceDoesNoHarm() throws IOException {
        assumeThat(NetworkCut.whyNot()).isEmpty();
        try (var block = LoopbackBlock.reserve();
                var node = listen(block.address(1, 1))) {
            NetworkCut.cut(name, Set.of(INSIDE.id()), List.of(block.address(1, 1)), Duration.ofMinutes(1));
            assertThat(reaches(node)).isFalse();
            NetworkCut.mend(name);
            NetworkCut.mend(name);
            assertThat(reaches(node)).isTrue();
        }
    }

    private static ServerSocket listen(String address) throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName(address));
    }

    private static boolean reaches(ServerSocket server) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
            return true;
        } catch (IOException cut) {
            return false;
        }
    }
}
