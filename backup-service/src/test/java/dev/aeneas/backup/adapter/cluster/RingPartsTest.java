package dev.aeneas.backup.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.metadata.Node;
import dev.aeneas.backup.adapter.cluster.RingParts.Part;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RingPartsTest {
    private static final Node ONE = node();
    private static final Node TWO = node();

    private static Node node() {
        return (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, arguments) -> null);
    }

    private static void assertWhole(List<Part> parts) {
        long after = Long.MIN_VALUE;
        for (var part : parts) {
            assertThat(part.after()).isEqualTo(after);
            assertThat(part.last()).isGreaterThan(after);
            after = part.last();
        }
        assertThat(after).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void leavesNoTokenOutAndTakesNoneTwice() {
        assertWhole(RingParts.even(64));
        assertWhole(RingParts.along(new TreeMap<>(Map.of(-7L, ONE, 0L, TWO, 3L, ONE)), 64));
        assertWhole(RingParts.along(new TreeMap<>(Map.of(Long.MAX_VALUE, ONE, Long.MIN_VALUE, TWO)), 2));
        assertThat(RingParts.along(new TreeMap<>(), 64))
                .isEqualTo(RingParts.even(64))
                .hasSize(64);
    }

    @Test
    void asksForAPartWhereItIs() {
        var parts = RingParts.along(new TreeMap<>(Map.of(-10L, ONE, 10L, TWO)), 2);
        assertThat(parts).hasSize(3);
        assertThat(parts.get(0).node()).isSameAs(ONE);
        assertThat(parts.get(1)).satisfies(part -> {
            assertThat(part.after()).isEqualTo(-10);
            assertThat(part.last()).isEqualTo(10);
            assertThat(part.node()).isSameAs(TWO);
        });
        // after the highest token comes the lowest
        assertThat(parts.get(2).node()).isSameAs(ONE);
    }
}
