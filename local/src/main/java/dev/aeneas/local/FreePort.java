package dev.aeneas.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports that nobody listens on at this moment; somebody else may still take one before it is used. */
public final class FreePort {

    private static final int ANY_PORT = 0;
    private static final int NO_QUEUE = 1;

    private FreePort() {}

    public static int on(String address) {
        return several(1, address).get(0);
    }

    /** Distinct ports: all are held until the last one is found. */
    public static List<Integer> several(int count, String address) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(ANY_PORT, NO_QUEUE, InetAddress.getByName(address)));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on " + address, e);
        } finally {
            held.forEach(FreePort::close);
        }
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
