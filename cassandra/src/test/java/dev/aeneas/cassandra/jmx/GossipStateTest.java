package dev.aeneas.cassandra.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GossipStateTest {
    private static final String TEXT =
            """
            /127.1.1.1:7000
              generation:1700000000
              heartbeat:17
              STATUS_WITH_PORT:16:NORMAL,-123
              DC:9:east
              NATIVE_ADDRESS_AND_PORT:3:127.1.1.1:9042
            localhost/127.1.2.1:7000
              STATUS_WITH_PORT:20:LEFT,5,1700000000000
            /[0:0:0:0:0:0:0:1]:7000
              STATUS_WITH_PORT:20:BOOT,5
            """;

    private final List<GossipState> states = GossipState.parse(TEXT);

    @Test
    void readsEachNodesStates() {
        assertThat(states)
                .extracting(GossipState::endpoint)
                .containsExactly("127.1.1.1:7000", "127.1.2.1:7000", "[0:0:0:0:0:0:0:1]:7000");
        assertThat(states.get(0).value("DC")).contains("east");
        assertThat(states.get(0).value("NATIVE_ADDRESS_AND_PORT")).contains("127.1.1.1:9042");
        assertThat(states.get(0).value("RACK")).isEmpty();
    }

    @Test
    void tellsWhoHasLeftAndWhoBootstraps() {
        assertThat(states).extracting(GossipState::hasLeft).containsExactly(false, true, false);
        assertThat(states).extracting(GossipState::isBootstrapping).containsExactly(false, false, true);
    }

    @Test
    void findsTheHostOfAnEndpoint() {
        assertThat(GossipState.host("127.1.1.1:7000")).isEqualTo("127.1.1.1");
        assertThat(GossipState.host("[0:0:0:0:0:0:0:1]:7000")).isEqualTo("0:0:0:0:0:0:0:1");
    }

    @Test
    void readsSizesThatWerePrintedForPeople() {
        assertThat(ReadableBytes.parse("0 bytes")).isZero();
        assertThat(ReadableBytes.parse("1.5 KiB")).isEqualTo(1536);
        assertThat(ReadableBytes.parse("?")).isZero();
    }
}
