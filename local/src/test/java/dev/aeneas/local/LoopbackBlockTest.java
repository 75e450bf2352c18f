package dev.aeneas.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackBlockTest {

    @Test
    void heldBlocksNeverMeet() {
        var blocks =
                IntStream.range(0, 40).mapToObj(i -> LoopbackBlock.reserve()).toList();
        try {
            assertThat(new HashSet<>(blocks.stream().map(LoopbackBlock::region).toList()))
                    .hasSameSizeAs(blocks);
        } finally {
            blocks.forEach(LoopbackBlock::close);
        }
    }

    @Test
    void itsAddressesCanBeListenedOn() throws Exception {
        try (var block = LoopbackBlock.reserve();
                var server = new ServerSocket(0, 1, InetAddress.getByName(block.address(3, 7)))) {
            assertThat(server.getInetAddress().getHostAddress()).isEqualTo("127." + block.region() + ".3.7");
        }
    }
}
