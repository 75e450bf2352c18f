package dev.aeneas.local.network;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets some nodes of this machine reach only each other, and nobody else reach them: rules of the kernel's packet filter (nftables) that
 * end by themselves, so that not even the death of everything that is Aeneas makes a cut last.
 *
 * <p>A node listens at its own address, but what it sends over connections that it opened comes from 127.0.0.1, as everybody's does. So the
 * sender is known by its process's group ({@link ProcessGroup}), and the receiver by its address.
 */
public final class NetworkCut {
    private static final String TABLE = "aeneas_cut_";

    /** Answers on connections that only nodes open, and that nobody outside can open any more. */
    private static final int STORAGE_PORT = 7000;

    private NetworkCut() {}

    /** Why this machine cannot cut, in words that say what is missing; empty: it can. */
    public static Optional<String> whyNot() {
        if (!ProcessGroup.canBeGiven()) {
            return Optional.of(
                    "a cut takes the rights of root and setpriv (util-linux): Aeneas runs as another user, or setpriv is missing");
        }
        return Nft.run("list tables\n")
                .map(reason -> "a cut takes nftables and the right to change them (CAP_NET_ADMIN): " + reason);
    }

    /**
     * Cuts, or cuts anew what is cut under that name.
     *
     * @param groups of the processes inside
     * @param addresses of the nodes inside
     * @param time after which the kernel ends it, whoever lives then
     */
    public static void cut(String name, Set<Integer> groups, Collection<String> addresses, Duration time) {
        var failed = Nft.run(rules(name, groups, addresses, time));
        if (failed.isPresent()) {
            throw new IllegalStateException("The network could not be cut: " + failed.get());
        }
    }

    /** Ends a cut; harmless without one. */
    public static void mend(String name) {
        if (whyNot().isPresent()) {
            return; // then nobody here has cut anything
        }
        var failed = Nft.run(emptied(name));
        if (failed.isPresent()) {
            throw new IllegalStateException("The network could not be mended: " + failed.get());
        }
    }

    /** All or nothing: one transaction of the packet filter. */
    static String rules(String name, Set<Integer> groups, Collection<String> addresses, Duration time) {
        var seconds = Math.max(1, time.toSeconds()) + "s";
        var inside = groups.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        return emptied(name)
                + """
                table inet %s {
                  set reached { type ipv4_addr; flags timeout; elements = { %s } }
                  set reaching { type gid; flags timeout; elements = { %s } }
                  set inside { type ipv4_addr; elements = { %s } }
                  chain out {
                    type filter hook output priority 0; policy accept;
                    ip daddr @reached meta skgid != { %s } drop
                    meta skgid @reaching ip daddr != @inside tcp sport != %d drop
                  }
                }
                """
                        .formatted(
                                table(name),
                                each(addresses, seconds),
                                each(groups, seconds),
                                String.join(", ", addresses),
                                inside,
                                STORAGE_PORT);
    }

    private static String emptied(String name) {
        // deleting what is not there is an error, so it is made first
        return "table inet %1$s\ndelete table inet %1$s\n".formatted(table(name));
    }

    private static String each(Collection<?> elements, String timeout) {
        return elements.stream()
                .map(element -> element + " timeout " + timeout)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String table(String name) {
        return TABLE + String.format(Locale.ROOT, "%08x", name.hashCode());
    }
}
