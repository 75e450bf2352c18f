package dev.aeneas.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The addresses 127.R.*.* for an R that no other process on this machine holds, so that runs at the same time never meet.
 *
 * <p>Held by a listening socket on 127.R.255.254: the system lets go of it when the process dies, however it dies.
 */
public final class LoopbackBlock implements AutoCloseable {

    // Below lie the blocks that the local provider gives to its regions by default.
    private static final int FIRST = 30;
    private static final int LAST = 250;
    private static final int LOCK_PORT = 7199;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final List<Path> SOCKET_TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private final int region;
    private final ServerSocket lock;

    private LoopbackBlock(int region, ServerSocket lock) {
        this.region = region;
        this.lock = lock;
    }

    /**
     * Takes a free block at random.
     *
     * @throws IllegalStateException when every block is taken
     */
    public static LoopbackBlock reserve() {
        Predicate<Integer> unused = unusedBlocks();
        List<Integer> candidates =
                new ArrayList<>(IntStream.rangeClosed(FIRST, LAST).boxed().toList());
        Collections.shuffle(candidates);
        return candidates.stream()
                .filter(unused)
                .flatMap(region -> tryToHold(region).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Every block 127.30 to 127.250 is taken"));
    }

    /** The R of 127.R.*.*. */
    public int region() {
        return region;
    }

    /** 127.R.zone.number */
    public String address(int zone, int number) {
        return "127." + region + "." + zone + "." + number;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<LoopbackBlock> tryToHold(int region) {
        try {
            InetAddress address = InetAddress.getByName("127." + region + ".255.254");
            return Optional.of(new LoopbackBlock(region, new ServerSocket(LOCK_PORT, 1, address)));
        } catch (IOException taken) {
            return Optional.empty();
        }
    }

    /** Nodes outlive the run that held their block, so blocks with sockets in them are avoided too. */
    private static Predicate<Integer> unusedBlocks() {
        List<String> addresses =
                SOCKET_TABLES.stream().flatMap(LoopbackBlock::localAddresses).toList();
        // An address is printed as four bytes in reverse: 127.R.x.y ends with "RR7F".
        return region -> {
            String ending = String.format(Locale.ROOT, "%02X7F", region);
            return addresses.stream().noneMatch(address -> address.endsWith(ending));
        };
    }

    private static Stream<String> localAddresses(Path table) {
        if (!Files.isReadable(table)) {
            return Stream.empty();
        }
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> WHITE_SPACE.split(line.trim(), -1)[1])
                    .map(local -> local.substring(0, local.indexOf(':')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
