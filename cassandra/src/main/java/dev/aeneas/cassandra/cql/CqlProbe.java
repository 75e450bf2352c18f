package dev.aeneas.cassandra.cql;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Sends OPTIONS of the native protocol and waits for any frame back, on a new connection: needs no driver and no role.
 *
 * <p>A connect alone proves nothing, since the kernel accepts for a frozen process.
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
        try (Socket socket = new Socket()) {
            socket.connect(node.cql(), millis(connectBound));
            socket.setSoTimeout(millis(answerBound));
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(OPTIONS);
            return answer(socket.getInputStream(), start);
        } catch (SocketTimeoutException | NoRouteToHostException e) {
            return new ProbeAnswer.Silent(since(start));
        } catch (SocketException | EOFException e) {
            return new ProbeAnswer.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new ProbeAnswer.Refused(e.toString());
        }
    }

    private static ProbeAnswer answer(InputStream in, long start) throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("closed without an answer");
        }
        boolean isResponse = (first & RESPONSE_BIT) != 0;
        return isResponse
                ? new ProbeAnswer.Answered(since(start))
                : new ProbeAnswer.Refused("something that is not Cassandra listens there");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int millis(Duration bound) {
        // 0 would mean for ever
        return Math.toIntExact(Math.max(1, bound.toMillis()));
    }
}
