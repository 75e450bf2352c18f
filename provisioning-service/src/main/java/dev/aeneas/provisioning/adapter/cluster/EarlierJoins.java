package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.join.SourceCheck;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the sources of nodes that joined in an earlier attempt, whose worker died before it could. Which of them joined
 * together is not known any more: each may have been in one wave with all the others, or the last one.
 */
final class EarlierJoins {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierJoins.class);

    private final ClusterAccess access;
    private final Keyspaces keyspaces;
    private final RingSight sight;
    private final JoinedSources sources;

    EarlierJoins(ClusterAccess access, Keyspaces keyspaces, RingSight sight, JoinedSources sources) {
        this.access = access;
        this.keyspaces = keyspaces;
        this.sight = sight;
        this.sources = sources;
    }

    /** What is wrong, by node; nothing is said of a node that was restarted since and remembers no stream. */
    Map<Node, String> check(JoinSite site, List<Node> nodes) throws InterruptedException {
        var outside = sight.outside(site, nodes);
        var joined = nodes.stream().filter(node -> !outside.contains(node)).toList();
        var wrong = new LinkedHashMap<Node, String>();
        if (joined.isEmpty()) {
            return wrong;
        }
        var here = site.seer().datacenter();
        try (var session =
                        keyspaces.session(site.topology(), d -> d.datacenter().equals(here));
                var operations = access.connect(site.topology().cluster(), site.seer())) {
            var known = session.keyspaces();
            var ring = operations.ring();
            var remembered = sources.records(site.topology().cluster(), joined);
            for (var node : joined) {
                var expected = JoinedSources.expected(node, without(ring, joined), known)
                        .or(JoinedSources.expected(node, without(ring, List.of(node)), known));
                var records = remembered.getOrDefault(node, List.of());
                if (records.stream().noneMatch(record -> record.operation().equals(SourceCheck.BOOTSTRAP))) {
                    LOG.warn("It is not known from whom it streamed when it joined: node={}", node.name());
                } else {
                    SourceCheck.afterItJoined(expected, records).ifPresent(why -> wrong.put(node, why));
                }
            }
        }
        return wrong;
    }

    private static RingView without(RingView ring, List<Node> nodes) {
        var addresses = nodes.stream().map(ClusterAccess::address).toList();
        return ring.where(view -> addresses.stream()
                .noneMatch(address -> address.host().equals(view.address().host())));
    }
}
