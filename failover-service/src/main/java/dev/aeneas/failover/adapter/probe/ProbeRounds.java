package dev.aeneas.failover.adapter.probe;

import dev.aeneas.cassandra.cql.TlsGreeting;
import dev.aeneas.cassandra.credentials.NodeAuthority;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.adapter.wire.Frames;
import dev.aeneas.failover.adapter.wire.Link;
import dev.aeneas.failover.adapter.wire.Patience;
import dev.aeneas.failover.adapter.wire.Reply;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.SilenceTracker;
import dev.aeneas.failover.detection.SilenceTracker.Round;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
import dev.aeneas.failover.detection.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Probes one datacenter, round after round: the nodes whose turn it is, all at once. A round ends when each of them answered
 * or refused, or at the bound. Each node is asked on a kept connection, now and then on a new one.
 */
public final class ProbeRounds {
    /** After so many rounds a node must show that it takes new connections too. */
    private static final int ROUNDS_PER_CONNECTION = 40;

    /** Whoever is silent is asked on a new connection each time, which costs several times as much as one that is kept. */
    private static final int SILENT_ROUNDS_PER_ASKING = 2;

    /** Over TLS a connection costs about that much more. */
    private static final int ROUNDS_PER_TLS_CONNECTION = 8 * ROUNDS_PER_CONNECTION;

    private static final SteadyClock CLOCK = new SteadyClock();

    private final FrameLoop loop;
    private final DetectionParameters parameters;
    private final Consumer<Sighting> news;
    private final SilenceTracker tracker;
    private final Supplier<Optional<NodeAuthority>> authority;
    private final Map<String, Link> links = new HashMap<>();
    private long rounds;

    /**
     * Makes rounds.
     *
     * @param authority of nodes that are spoken with over TLS; asked for at each round and each connection
     */
    public ProbeRounds(
            FrameLoop loop,
            DetectionParameters parameters,
            Supplier<Optional<NodeAuthority>> authority,
            Consumer<Sighting> news) {
        this.loop = loop;
        this.authority = authority;
        this.parameters = parameters;
        this.news = news;
        this.tracker = new SilenceTracker(parameters);
    }

    /** Begins a round and returns at once; what is worth telling is told on the loop's thread. */
    public void start(List<String> all) {
        long number = rounds++;
        forgetAllBut(all);
        boolean silent = tracker.isSilentForLong();
        if (silent && number % SILENT_ROUNDS_PER_ASKING != 0) {
            return;
        }
        var asked = silent ? List.of(inTurn(all, number / SILENT_ROUNDS_PER_ASKING)) : parameters.inTurn(all, number);
        boolean overTls = authority.get().isPresent();
        int perConnection = overTls ? ROUNDS_PER_TLS_CONNECTION : ROUNDS_PER_CONNECTION;
        // not all datacenters in the same round
        if ((number + Math.floorMod(all.hashCode(), perConnection)) % perConnection == 0) {
            close();
        }
        var round = new OpenRound(number, asked.size());
        if (silent && overTls) {
            greet(asked.get(0), round);
            return;
        }
        var patience = patience(silent);
        asked.forEach(node -> loop.ask(
                links.computeIfAbsent(
                        node, n -> Link.sessionless(NodeAddress.of(n).cql(), authority)),
                Frames.options(),
                patience,
                round::replied));
    }

    /** A handshake with each node of a lost region, again and again, would cost more than all that live. */
    private void greet(String node, OpenRound round) {
        var once = Link.sessionless(NodeAddress.of(node).cql(), Optional::empty);
        loop.ask(once, TlsGreeting.bytes(), parameters.probing().bound(), round::replied);
    }

    /** Whoever was silent for long is asked again and again anyway. */
    private Patience patience(boolean silentForLong) {
        var late = silentForLong ? Duration.ZERO : parameters.lateAnswers();
        return new Patience(parameters.probing().bound(), late);
    }

    private static String inTurn(List<String> all, long turn) {
        return all.get(Math.floorMod(turn, all.size()));
    }

    private void forgetAllBut(List<String> addresses) {
        if (links.size() > addresses.size()) {
            links.entrySet().removeIf(link -> {
                boolean gone = !addresses.contains(link.getKey());
                if (gone) {
                    loop.hangUp(link.getValue());
                }
                return gone;
            });
        }
    }

    /** Lets every connection go. */
    public void close() {
        links.values().forEach(loop::hangUp);
    }

    /** Belongs to the loop's thread. */
    private final class OpenRound {
        private final long number;
        private final int asked;
        private final Instant startedAt = CLOCK.instant();
        private int replies;
        private int answers;

        OpenRound(long number, int asked) {
            this.number = number;
            this.asked = asked;
        }

        void replied(Reply reply) {
            if (reply instanceof Reply.Late) {
                tracker.answered(number, asked, CLOCK.instant()).ifPresent(news);
                return;
            }
            replies++;
            // one that is not believed lives all the same: whoever renews certificates loses no region
            if (reply instanceof Reply.Frame || reply instanceof Reply.Distrusted) {
                answers++;
                tracker.answered(number, asked, CLOCK.instant()).ifPresent(news);
            }
            if (replies == asked) {
                tracker.ended(new Round(number, startedAt, CLOCK.instant(), answers, asked))
                        .ifPresent(news);
            }
        }
    }
}
