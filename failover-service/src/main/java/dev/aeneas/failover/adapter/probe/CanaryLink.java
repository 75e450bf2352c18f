package dev.aeneas.failover.adapter.probe;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.adapter.wire.Frames;
import dev.aeneas.failover.adapter.wire.Link;
import dev.aeneas.failover.adapter.wire.Reply;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes one row through one coordinator and reads it again, both at LOCAL_QUORUM, on a session that is kept while all goes
 * well. One try at a time; its own replies call it, on the loop's thread.
 */
final class CanaryLink {
    private static final int BAD_CREDENTIALS = 0x0100;
    private static final int UNAUTHORIZED = 0x2100;
    private static final int INVALID = 0x2200;

    /** Of a login that the roles' replicas could not be asked for: the region's fault, not the password's. */
    private static final String CANNOT_LOOK_UP = "Unable to perform authentication";

    private final FrameLoop loop;
    private final Link link;
    private final Optional<Credentials> login;
    private boolean hasSession;
    private Try current;

    CanaryLink(FrameLoop loop, InetSocketAddress coordinator, Optional<Credentials> login) {
        this.loop = loop;
        this.link = Link.withSession(coordinator);
        this.login = login;
    }

    /** What came of a try. */
    sealed interface Outcome {
        record Good() implements Outcome {}

        record Failed(String error) implements Outcome {}

        /** It could not be tried: no table yet, or no right to it. */
        record NotTried(String why) implements Outcome {}
    }

    private record Try(String observer, long round, long deadlineNanos, Duration bound, Consumer<Outcome> told) {
        Duration left() {
            return Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
        }
    }

    /** Returns at once; the outcome comes within the bound. */
    void start(String observer, long round, Duration bound, Consumer<Outcome> told) {
        current = new Try(observer, round, System.nanoTime() + bound.toNanos(), bound, told);
        if (hasSession) {
            write();
        } else {
            send(Frames.startup(), this::greeted);
        }
    }

    void close() {
        loop.hangUp(link);
    }

    private void greeted(Reply.Frame frame) {
        switch (frame.opcode()) {
            case Frames.READY -> begin();
            case Frames.AUTHENTICATE ->
                login.ifPresentOrElse(
                        role -> send(Frames.login(role.username(), role.password()), this::greeted), () -> {
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
        var write = "INSERT INTO " + CanaryTable.NAME + " (observer, round) VALUES ('"
                + current.observer().replace("'", "''") + "', " + current.round() + ") USING TIMESTAMP "
                + current.round();
        send(Frames.queryAtLocalQuorum(write), frame -> read());
    }

    private void read() {
        var read = "SELECT round FROM " + CanaryTable.NAME + " WHERE observer = '"
                + current.observer().replace("'", "''") + "'";
        send(Frames.queryAtLocalQuorum(read), frame -> {
            long found = Frames.onlyBigint(frame.body());
            end(
                    found >= current.round()
                            ? new Outcome.Good()
                            : new Outcome.Failed("wrote " + current.round() + " and read " + found));
        });
    }

    private void send(byte[] frame, Consumer<Reply.Frame> next) {
        loop.ask(link, frame, current.left(), reply -> {
            if (reply instanceof Reply.Frame answer) {
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
            } else {
                lost("no answer within " + current.bound());
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
        current.told().accept(outcome);
    }

    private void lost(String error) {
        hasSession = false;
        loop.hangUp(link);
        end(new Outcome.Failed(error));
    }
}
