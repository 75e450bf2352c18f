package dev.aeneas.failover.adapter.probe;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.failover.adapter.probe.CanaryLink.Outcome;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.canary.Arrivals;
import dev.aeneas.failover.detection.CanaryTracker;
import dev.aeneas.failover.detection.CanaryTracker.Tried;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.SteadyClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Writes to one datacenter, round after round, one at a time; after a failure by another coordinator, since one sick node is
 * no sick datacenter.
 */
public final class CanaryRounds {
    private static final SteadyClock CLOCK = new SteadyClock();

    private final FrameLoop loop;
    private final DetectionParameters.Canaries canaries;
    private final CanaryRows rows;
    private final Supplier<Optional<ClusterCredentials>> logins;
    private final CanaryTracker tracker;
    private final Map<String, CanaryLink> links = new HashMap<>();
    private List<String> coordinators = List.of();
    private int turn;
    private boolean busy;
    private boolean due;

    public CanaryRounds(
            FrameLoop loop,
            DetectionParameters.Canaries canaries,
            CanaryRows rows,
            Supplier<Optional<ClusterCredentials>> logins) {
        this.loop = loop;
        this.canaries = canaries;
        this.rows = rows;
        this.logins = logins;
        this.tracker = new CanaryTracker(canaries);
    }

    Optional<Canary> current() {
        return tracker.current()
                .map(c -> new Canary(c.failedRounds(), c.lastGoodAt(), c.latency(), c.error(), rows.lags()));
    }

    /** Begins a round, or lets the one that is under way be followed by it at once. */
    public synchronized void start(List<String> addresses) {
        coordinators = addresses;
        hangUpOthers();
        due = true;
        beginIfFree();
    }

    public synchronized void close() {
        coordinators = List.of();
        hangUpOthers();
    }

    private void hangUpOthers() {
        links.entrySet().removeIf(link -> {
            boolean gone = !coordinators.contains(link.getKey());
            if (gone) {
                link.getValue().close();
            }
            return gone;
        });
    }

    private void beginIfFree() {
        if (busy || !due || coordinators.isEmpty()) {
            return;
        }
        busy = true;
        due = false;
        var link = nextLink();
        var startedAt = CLOCK.instant();
        // grows like time and is the row's timestamp too, so that coordinators' clocks do not matter
        long round = Arrivals.roundAt(startedAt);
        link.start(
                new CanaryLink.Wanted(rows.row(), round, rows.others(), canaries.bound()),
                new OneTry(round, startedAt));
    }

    /** The one whose turn it is, or the next that does not rest. */
    private CanaryLink nextLink() {
        return IntStream.range(turn, turn + coordinators.size())
                .mapToObj(this::link)
                .filter(link -> !link.rests())
                .findFirst()
                .orElseGet(() -> link(turn));
    }

    private CanaryLink link(int number) {
        var address = coordinators.get(Math.floorMod(number, coordinators.size()));
        return links.computeIfAbsent(
                address, a -> new CanaryLink(loop, NodeAddress.of(a).cql(), logins));
    }

    /** Belongs to the loop's thread. */
    private final class OneTry implements CanaryLink.Told {
        private final long round;
        private final Instant startedAt;
        private Arrivals.Asking asked;

        OneTry(long round, Instant startedAt) {
            this.round = round;
            this.startedAt = startedAt;
        }

        @Override
        public void ended(Outcome outcome) {
            var now = CLOCK.instant();
            if (outcome instanceof Outcome.Good) {
                rows.acknowledged(round);
                asked = rows.asking(now);
            }
            CanaryRounds.this.ended(round, startedAt, now, outcome);
        }

        @Override
        public void found(Map<String, Long> rounds) {
            rows.found(rounds, asked);
        }

        @Override
        public void free() {
            CanaryRounds.this.free();
        }
    }

    private synchronized void ended(long round, Instant startedAt, Instant endedAt, Outcome outcome) {
        if (outcome instanceof Outcome.Good good) {
            tracker.ended(new Tried(round, startedAt, endedAt, good.latency(), null));
            return;
        }
        if (outcome instanceof Outcome.Failed failed) {
            tracker.ended(new Tried(round, startedAt, endedAt, null, failed.error()));
        } else {
            tracker.unknown();
        }
        turn++;
    }

    private synchronized void free() {
        busy = false;
        beginIfFree();
    }
}
