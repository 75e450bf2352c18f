package dev.aeneas.cassandra.cql;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * Sends OPTIONS of the native protocol and waits for any frame back, on a new connection: needs no driver and no role.
 *
 * <p>A connect alone proves nothing, since the kernel accepts for a frozen process. A node that takes only TLS hangs up on OPTIONS in
 * the clear, as one that is ending might: it is greeted by TLS then, and any answer to that is its sign of life ({@link TlsGreeting}).
 */
public final class CqlProbe implements Probe {
    /** Version 4, no flags, stream 0, opcode 5 (OPTIONS), no body: every node answers it before authentication. */
    private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};

    private static final int RESPONSE_BIT = 0x80;

    private final Duration connectBound;
    private final Duration answerBound;

    public CqlProbe(Duration connectBound, Duration answerBound) {
        this.connectBound = connectBound;
        this.answerBound = answerBound;
    }

    @Override
    public ProbeAnswer probe(NodeAddress node) {
        long start = System.nanoTime();
        try {
            try {
                return answer(node, OPTIONS, CqlProbe::isFrame, start);
            } catch (HungUp e) {
                return answer(node, TlsGreeting.bytes(), TlsGreeting::isAnswer, start);
            }
        } catch (SocketTimeoutException | NoRouteToHostException e) {
            return new ProbeAnswer.Silent(since(start));
        } catch (SocketException | HungUp e) {
            return new ProbeAnswer.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new ProbeAnswer.Refused(e.toString());
        }
    }

    private ProbeAnswer answer(NodeAddress node, byte[] asked, IntPredicate isAnswer, long start) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(node.cql(), millis(connectBound));
            socket.setSoTimeout(millis(answerBound));
            socket.setTcpNoDelay(true);
            return isAnswer.test(firstByte(socket, asked))
                    ? new ProbeAnswer.Answered(since(start))
                    : new ProbeAnswer.Refused("something that is not Cassandra listens there");
        }
    }

    private static int firstByte(Socket socket, byte[] asked) throws IOException {
        try {
            socket.getOutputStream().write(asked);
            int first = socket.getInputStream().read();
            if (first < 0) {
                throw new HungUp("closed without an answer");
            }
            return first;
        } catch (SocketException e) {
            throw new HungUp(e.getMessage());
        }
    }

    private static boolean isFrame(int first) {
        return (first & RESPONSE_BIT) != 0;
    }

    /** By a process that is there, or that was until just now. */
    private static final class HungUp extends IOException {
        private static final long serialVersionUID = 1;

        HungUp(String message) {
            super(message);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int millis(Duration bound) {
        // 0 would mean for ever
        return Math.toIntExact(Math.max(1, bound.toMillis()));
    }
}
