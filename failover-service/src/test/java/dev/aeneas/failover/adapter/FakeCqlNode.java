package dev.aeneas.failover.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Answers CQL's OPTIONS on port 9042 of a loopback address, until it is killed (refuses) or frozen (accepts, is silent). */
final class FakeCqlNode implements AutoCloseable {
    private static final int CQL_PORT = 9042;
    private static final int REQUEST_BYTES = 9;

    /** SUPPORTED, stream 0, no body. */
    private static final byte[] ANSWER = {(byte) 0x84, 0, 0, 0, 6, 0, 0, 0, 0};

    private final ServerSocket server;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean frozen;

    FakeCqlNode(String address) {
        try {
            server = new ServerSocket(CQL_PORT, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "fake-cql-" + address);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                if (frozen) {
                    ended.await(); // the kernel goes on accepting; nobody reads
                }
                client.getInputStream().readNBytes(REQUEST_BYTES);
                client.getOutputStream().write(ANSWER);
            } catch (IOException e) {
                // the client, or this node, is gone
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void freeze() {
        frozen = true;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
