package dev.aeneas.failover.adapter.probe;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.adapter.wire.Frames;
import dev.aeneas.failover.adapter.wire.Link;
import dev.aeneas.failover.adapter.wire.Reply;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes one row through one coordinator and reads it again, then those of other datacenters, all at LOCAL_QUORUM, on a session that
 * is kept while all goes well. One try at a time; its own replies call it, on the loop's thread.
 */
final class CanaryLink {
    private static final int BAD_CREDENTIALS = 0x0100;
    private static final int UNAUTHORIZED = 0x2100;
    private static final int INVALID = 0x2200;

    /** Of a login that the roles' replicas could not be asked for: the region's fault, not the password's. */
    private static final String CANNOT_LOOK_UP = "Unable to perform authentication";

    /**
     * A login costs a node more than a hundred rows: where sessions are lost again and again, logging in at every round would keep
     * a node busy that is slow as it is.
     */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final Duration REST_MAX = Duration.ofSeconds(10);

    private final FrameLoop loop;
    private final InetSocketAddress coordinator;
    private final Supplier<Optional<ClusterCredentials>> logins;
    private Optional<ClusterCredentials> login = Optional.empty();
    private Link link;
    private boolean hasSession;
    private int lostInARow;
    private String lostBy;
    private long restsUntilNanos = System.nanoTime();
    private Try current;

    CanaryLink(FrameLoop loop, InetSocketAddress coordinator, Supplier<Optional<ClusterCredentials>> logins) {
        this.loop = loop;
        this.coordinator = coordinator;
        this.logins = logins;
    }

    /** What came of a try. */
    sealed interface Outcome {
        /** Without what the observer itself came late by. */
        record Good(Duration latency) implements Outcome {}

        record Failed(String error) implements Outcome {}

        /** It could not be tried: no table yet, or no right to it. */
        record NotTried(String why) implements Outcome {}
    }

    /**
     * What is tried.
     *
     * @param row whose value is written and read again
     * @param others rows that are looked for once that went well
     * @param bound for the coordinator to answer all of it
     */
    record Wanted(String row, long round, List<String> others, Duration bound) {}

    /** Who asked. */
    interface Told {
        /** Once for each try. */
        void ended(Outcome outcome);

        /** After a good end, where the other rows could be looked for: the newest round of each one that is there. */
        void found(Map<String, Long> rounds);

        /** Last of all: the next try may begin. */
        void free();
    }

    /** Has the time of the coordinator only: an observer that gets the processor late is no slow datacenter. */
    private static final class Try {
        private final Wanted wanted;
        private final Told told;
        private Duration took = Duration.ZERO;

        Try(Wanted wanted, Told told) {
            this.wanted = wanted;
            this.told = told;
        }

        void answered(Reply.Frame answer) {
            took = took.plus(answer.took());
        }

        Duration left() {
            var left = wanted.bound().minus(took);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    /** Whether it would fail at once, since its sessions were lost again and again. */
    boolean rests() {
        return !hasSession && System.nanoTime() - restsUntilNanos < 0;
    }

    /** Returns at once; the outcome comes within the bound. */
    void start(Wanted wanted, Told told) {
        current = new Try(wanted, told);
        if (hasSession) {
            write();
        } else if (rests()) {
            end(new Outcome.Failed(lostBy));
        } else {
            greet();
        }
    }

    /** As the cluster's logins are now: who changed them waits for no restart. */
    private void greet() {
        try {
            login = logins.get();
        } catch (IllegalStateException | UncheckedIOException e) {
            end(new Outcome.NotTried(e.getMessage()));
            return;
        }
        link = Link.withSession(coordinator, login.flatMap(ClusterCredentials::authority));
        send(Frames.startup(), this::greeted);
    }

    void close() {
        if (link != null) {
            loop.hangUp(link);
        }
    }

    private void greeted(Reply.Frame frame) {
        switch (frame.opcode()) {
            case Frames.READY -> begin();
            case Frames.AUTHENTICATE ->
                login.ifPresentOrElse(
                        as -> send(Frames.login(as.cql().username(), as.cql().password()), this::greeted), () -> {
                            loop.hangUp(link);
                            end(new Outcome.NotTried("no credentials are known"));
                        });
            case Frames.AUTH_SUCCESS -> begin();
            default -> lost("opcode " + frame.opcode() + " at the start of a session");
        }
    }

    private void begin() {
        hasSession = true;
        write();
    }

    private void write() {
        var wanted = current.wanted;
        var write = "INSERT INTO " + CanaryTable.NAME + " (observer, round) VALUES (" + quoted(wanted.row()) + ", "
                + wanted.round() + ") USING TIMESTAMP " + wanted.round();
        send(Frames.queryAtLocalQuorum(write), frame -> read());
    }

    private void read() {
        var wanted = current.wanted;
        var read = "SELECT round FROM " + CanaryTable.NAME + " WHERE observer = " + quoted(wanted.row());
        send(Frames.queryAtLocalQuorum(read), frame -> {
            long found = Frames.onlyBigint(frame.body());
            if (found >= wanted.round()) {
                wroteAndRead();
            } else {
                end(new Outcome.Failed("wrote " + wanted.round() + " and read " + found));
            }
        });
    }

    /** What follows says nothing of this datacenter: whoever cannot be looked for is not looked for. */
    private void wroteAndRead() {
        var others = current.wanted.others();
        if (others.isEmpty()) {
            lostInARow = 0;
            end(new Outcome.Good(current.took));
            return;
        }
        current.told.ended(new Outcome.Good(current.took));
        var look = "SELECT observer, round FROM " + CanaryTable.NAME + " WHERE observer IN ("
                + others.stream().map(CanaryLink::quoted).collect(Collectors.joining(", ")) + ")";
        loop.ask(link, Frames.queryForRows(look), current.left(), this::looked);
    }

    private void looked(Reply reply) {
        if (reply instanceof Reply.Frame answer) {
            lostInARow = 0;
            if (answer.opcode() == Frames.RESULT) {
                current.told.found(Frames.textsAndBigints(answer.body()));
            }
        } else {
            hangUp("no answer within " + current.wanted.bound());
        }
        current.told.free();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void send(byte[] frame, Consumer<Reply.Frame> next) {
        loop.ask(link, frame, current.left(), reply -> {
            if (reply instanceof Reply.Frame answer) {
                current.answered(answer);
                if (answer.opcode() == Frames.ERROR && !hasSession) {
                    loop.hangUp(link);
                    end(refused(answer.body()));
                } else if (answer.opcode() == Frames.ERROR) {
                    end(refused(answer.body()));
                } else {
                    next.accept(answer);
                }
            } else if (reply instanceof Reply.Refused refused) {
                lost(refused.reason());
            } else if (reply instanceof Reply.Distrusted distrusted) {
                hasSession = false;
                loop.hangUp(link);
                end(new Outcome.NotTried("no TLS with " + coordinator + ": " + distrusted.reason()));
            } else {
                lost("no answer within " + current.wanted.bound());
            }
        });
    }

    private static Outcome refused(byte[] body) {
        var message = Frames.errorMessage(body);
        return switch (Frames.errorCode(body)) {
            case BAD_CREDENTIALS ->
                message.contains(CANNOT_LOOK_UP) ? new Outcome.Failed(message) : new Outcome.NotTried(message);
            case UNAUTHORIZED, INVALID -> new Outcome.NotTried(message);
            default -> new Outcome.Failed(message);
        };
    }

    /** A node that says what is wrong keeps its session: logging in again would cost it more than the try. */
    private void end(Outcome outcome) {
        var told = current.told;
        told.ended(outcome);
        told.free();
    }

    private void lost(String error) {
        hangUp(error);
        end(new Outcome.Failed(error));
    }

    /** The first loss may be a connection's; only from the second one on the node is left alone. */
    private void hangUp(String error) {
        hasSession = false;
        loop.hangUp(link);
        lostBy = error;
        if (lostInARow++ > 0) {
            long millis = Math.min(REST_MAX.toMillis(), REST.toMillis() << Math.min(lostInARow - 2, 10));
            restsUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }
}
