package dev.aeneas.failover.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.NodeAuthority;
import dev.aeneas.failover.adapter.FakeCqlNode;
import dev.aeneas.local.LoopbackBlock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameLoopTest {
    private static final Duration BOUND = Duration.ofMillis(400);
    private static final long PATIENCE_SECONDS = 20;

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final String address = block.address(1, 1);
    private final FrameLoop loop = new FrameLoop("test");
    private final Link link = Link.sessionless(new InetSocketAddress(address, 9042), this::authority);

    FakeCqlNode node() {
        return new FakeCqlNode(address);
    }

    /** Of that node. */
    Optional<NodeAuthority> authority() {
        return Optional.empty();
    }

    String address() {
        return address;
    }

    @AfterEach
    void end() {
        loop.close();
        block.close();
    }

    @Test
    void getsAnAnswerAgainAndAgain() throws Exception {
        try (var node = node()) {
            for (int i = 0; i < 100; i++) {
                assertThat(ask()).as("%s", node).isInstanceOf(Reply.Frame.class);
            }
        }
    }

    @Test
    void asksAgainWhenAKeptConnectionWasClosedMeanwhile() throws Exception {
        try (var node = node()) {
            for (int i = 0; i < 20; i++) {
                assertThat(ask()).isInstanceOf(Reply.Frame.class);
                node.dropClients();
            }
        }
    }

    @Test
    void aSessionDoesNotGoOnOnANewConnection() throws Exception {
        var session = Link.withSession(new InetSocketAddress(address, 9042), authority());
        try (var node = node()) {
            assertThat(ask(session)).isInstanceOf(Reply.Frame.class);
            node.dropClients();
            assertThat(ask(session)).isInstanceOf(Reply.Refused.class);
            assertThat(ask(session)).isInstanceOf(Reply.Refused.class);
        }
    }

    @Test
    void tellsARefusalAtOnceAndThatANodeIsBack() throws Exception {
        assertThat(ask()).isInstanceOf(Reply.Refused.class);
        try (var node = node()) {
            assertThat(ask()).as("%s", node).isInstanceOf(Reply.Frame.class);
        }
        assertThat(ask()).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void tellsSilenceAtTheBoundHoweverManyWait() throws Exception {
        try (var node = node()) {
            assertThat(ask()).isInstanceOf(Reply.Frame.class);
            node.freeze();
            long began = System.nanoTime();
            var first = asked();
            var second = asked();
            assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.Silent.class);
            assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.Silent.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(BOUND);
        }
    }

    @Test
    void aThreadThatWasHeldUpTakesNothingOfTheNodesTime() throws Exception {
        try (var node = node()) {
            assertThat(ask()).as("%s", node).isInstanceOf(Reply.Frame.class);
            var holdsUp = new CountDownLatch(1);
            var asked = new CountDownLatch(1);
            loop.ask(link, Frames.options(), BOUND, reply -> {
                holdsUp.countDown();
                await(asked);
                await(new CountDownLatch(1), BOUND.multipliedBy(2)); // as a process that does not get the processor
            });
            assertThat(holdsUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            var reply = asked();
            asked.countDown();
            assertThat(reply.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Reply.Frame.class, frame -> assertThat(frame.took()).isLessThan(BOUND));
        }
    }

    @Test
    void tellsAnAnswerThatComesAfterTheSilence() throws Exception {
        try (var node = node()) {
            node.freeze();
            var replies = new LinkedBlockingQueue<Reply>();
            var patience = new Patience(BOUND, Duration.ofSeconds(PATIENCE_SECONDS));
            loop.ask(link, Frames.options(), patience, replies::add);
            assertThat(replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.Silent.class);
            node.thaw();
            assertThat(replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.Late.class);
            assertThat(ask()).isInstanceOf(Reply.Frame.class);
        }
    }

    @Test
    void aNodeThatHangsUpAfterTheSilenceIsNotToldTwice() throws Exception {
        var replies = new LinkedBlockingQueue<Reply>();
        try (var node = node()) {
            node.freeze();
            var patience = new Patience(BOUND, Duration.ofSeconds(PATIENCE_SECONDS));
            loop.ask(link, Frames.options(), patience, replies::add);
            assertThat(replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.Silent.class);
            node.dropClients();
        }
        assertThat(ask()).isInstanceOf(Reply.Refused.class);
        assertThat(replies).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        await(latch, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private static void await(CountDownLatch latch, Duration bound) {
        try {
            latch.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    final Reply ask() throws Exception {
        return ask(link);
    }

    private Reply ask(Link way) throws Exception {
        return asked(way).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Reply> asked() {
        return asked(link);
    }

    private CompletableFuture<Reply> asked(Link way) {
        return asked(way, BOUND);
    }

    final CompletableFuture<Reply> asked(Link way, Duration bound) {
        var reply = new CompletableFuture<Reply>();
        loop.ask(way, Frames.options(), bound, reply::complete);
        return reply;
    }
}
