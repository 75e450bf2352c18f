package dev.aeneas.cassandra.join;

import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the sources that a node streamed from, as its own streams tell them, with those that it had to. */
public final class SourceCheck {
    public static final String BOOTSTRAP = "Bootstrap";

    private SourceCheck() {}

    /** What is wrong with the streams that run at this moment: a source that gives nothing up. */
    public static Optional<String> whileItJoins(StrictSources sources, Collection<StreamSession> running) {
        return foreign(
                sources,
                running.stream()
                        .filter(stream -> stream.operation().equals(BOOTSTRAP))
                        .map(StreamSession::peer)
                        .collect(Collectors.toSet()));
    }

    /**
     * What is wrong with the streams of a join that is over: none that succeeded, a source too many or too few.
     *
     * @param records the newest first
     */
    public static Optional<String> afterItJoined(StrictSources sources, List<StreamRecord> records) {
        var bootstrap = records.stream()
                .filter(record -> record.operation().equals(BOOTSTRAP))
                .filter(record -> record.outcome() == StreamRecord.Outcome.SUCCEEDED)
                .findFirst();
        if (bootstrap.isEmpty()) {
            return sources.allowed().isEmpty()
                    ? Optional.empty()
                    : Optional.of("remembers no stream that brought it its data; " + wanted(sources));
        }
        return foreign(sources, bootstrap.get().peers())
                .or(() -> missing(sources, bootstrap.get().peers()));
    }

    private static Optional<String> foreign(StrictSources sources, Set<InetAddress> peers) {
        var foreign =
                new TreeSet<>(peers.stream().map(InetAddress::getHostAddress).toList());
        foreign.removeAll(hosts(sources.allowed()));
        return foreign.isEmpty()
                ? Optional.empty()
                : Optional.of("streamed from " + foreign + ", which may have missed what the replica that gives the"
                        + " range up has; " + wanted(sources));
    }

    private static Optional<String> missing(StrictSources sources, Set<InetAddress> peers) {
        var missing = new TreeSet<>(hosts(sources.required()));
        peers.forEach(peer -> missing.remove(peer.getHostAddress()));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("streamed nothing from " + missing + ", which gives ranges up; " + wanted(sources));
    }

    private static String wanted(StrictSources sources) {
        return "the sources are " + sources.required();
    }

    private static List<String> hosts(Collection<NodeAddress> nodes) {
        return nodes.stream().map(NodeAddress::hostAddress).toList();
    }
}
