package dev.aeneas.backup.adapter.sidecar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A wire to a local port that may be cut, or carry nothing for ever. */
final class CutWire implements AutoCloseable {
    private static final int BUFFER_BYTES = 8_192;

    private final int target;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean stalled;

    CutWire(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Who comes afterwards gets through again. */
    void cut() {
        for (var socket = open.poll(); socket != null; socket = open.poll()) {
            close(socket);
        }
    }

    /** Nobody comes in any more either. */
    void stall() throws IOException {
        stalled = true;
        listening.close();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var in = listening.accept();
                var out = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(in);
                open.add(out);
                threads.execute(() -> carry(in, out));
                threads.execute(() -> carry(out, in));
            } catch (IOException e) {
                // the test is over, or the target is away
            }
        }
    }

    private void carry(Socket from, Socket to) {
        var buffer = new byte[BUFFER_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!stalled) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // cut
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is cut all the same
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
        threads.shutdownNow();
    }
}
