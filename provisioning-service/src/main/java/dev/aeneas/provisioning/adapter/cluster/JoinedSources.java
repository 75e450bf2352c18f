package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.join.SourceCheck;
import dev.aeneas.cassandra.join.StrictSources;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From whom nodes must stream when they join, and from whom a joined one did, as it remembers itself. */
final class JoinedSources {
    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration bound;

    /** @param bound until a node that has just joined serves clients */
    JoinedSources(ClusterAccess access, Awaiting awaiting, Duration bound) {
        this.access = access;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    static StrictSources expected(Node joining, RingView before, Collection<Keyspace> keyspaces) {
        var datacenter = joining.datacenter().value();
        return StrictSources.of(owner(joining), owners(before, datacenter), factors(keyspaces, datacenter));
    }

    /** What is wrong with where a joined node has its data from; empty: nothing. */
    static Optional<String> wrong(StrictSources sources, Optional<List<StreamRecord>> records) {
        return records.map(known -> SourceCheck.afterItJoined(sources, known))
                .orElse(Optional.of("does not tell from whom it streamed"));
    }

    /** What each remembers, the newest first; one that does not answer in time is left out. */
    Map<Node, List<StreamRecord>> records(ClusterName cluster, List<Node> joined) throws InterruptedException {
        var records = new HashMap<Node, List<StreamRecord>>();
        if (joined.isEmpty()) {
            return records;
        }
        var unused = awaiting.until(bound, () -> {
            try (var session = access.login(cluster, joined)) {
                for (var node : joined) {
                    if (!records.containsKey(node)) {
                        records.put(node, session.streamsOf(ClusterAccess.address(node)));
                    }
                }
                return List.of();
            } catch (ClusterException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        });
        return records;
    }

    static TokenOwner owner(Node node) {
        return new TokenOwner(
                ClusterAccess.address(node), node.datacenter().value(), node.rack(), new TreeSet<>(node.tokens()));
    }

    static List<TokenOwner> owners(RingView ring, String datacenter) {
        return ring.in(datacenter).owners().nodes().stream().map(TokenOwner::of).toList();
    }

    static Set<Integer> factors(Collection<Keyspace> keyspaces, String datacenter) {
        return keyspaces.stream()
                .map(keyspace -> keyspace.replication().factorIn(datacenter))
                .filter(factor -> factor > 0)
                .collect(Collectors.toSet());
    }
}
