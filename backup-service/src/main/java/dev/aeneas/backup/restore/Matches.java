package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.Replicas;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Manifests.NodeTokens;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** For one keyspace: which node of the backup held something that a node of the target is to hold. */
final class Matches {
    /** By target node: the backup's nodes that it needs. */
    private final Map<String, Set<String>> needs = new HashMap<>();

    /** Target nodes that get rows of others with their own. */
    private final Set<String> foreign = new HashSet<>();

    /** A node whichever cluster it is of. */
    private record Member(BackupNode node, Set<Long> tokens) {}

    private Matches() {}

    static Matches of(List<NodeTokens> backup, Replicas was, List<RingNode> target, Replicas is, Naming naming) {
        var source = backup.stream()
                .map(n -> new Member(n.node(), Set.copyOf(n.tokens())))
                .toList();
        var here = target.stream()
                .map(n -> new Member(n.node(), Set.copyOf(n.tokens())))
                .toList();
        var matches = new Matches();
        var twins = twins(source, was, here, is, naming);
        matches.needs.putAll(twins);
        for (var datacenter : datacenters(here)) {
            var members = in(datacenter, here);
            if (members.stream().noneMatch(m -> twins.containsKey(m.node().name()))) {
                matches.overlap(source, was, members, is);
            }
        }
        return matches;
    }

    boolean gives(String source, String target) {
        return needs.getOrDefault(target, Set.of()).contains(source);
    }

    boolean foreignRows(String target) {
        return foreign.contains(target);
    }

    private static Set<String> datacenters(List<Member> members) {
        return members.stream().map(m -> m.node().datacenter()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Member> in(String datacenter, List<Member> members) {
        return members.stream()
                .filter(m -> m.node().datacenter().equals(datacenter))
                .toList();
    }

    /**
     * Each node's twin in the backup, where a datacenter is the same, token by token and rack by rack.
     *
     * <p>None when a datacenter of the backup has no such twin: what only its replicas had would get lost.
     */
    private static Map<String, Set<String>> twins(
            List<Member> source, Replicas was, List<Member> here, Replicas is, Naming naming) {
        var twins = new HashMap<String, Set<String>>();
        for (var old : datacenters(source)) {
            var before = in(old, source);
            var now = in(naming.datacenter(old), here);
            if (was.byDatacenter() && was.in(old) == 0) {
                continue;
            }
            boolean same = was.byDatacenter()
                    && is.byDatacenter()
                    && was.in(old) == is.in(naming.datacenter(old))
                    && before.size() == now.size();
            var pairs = same ? pairs(before, now) : Map.<String, Set<String>>of();
            if (pairs.isEmpty()) {
                return Map.of();
            }
            twins.putAll(pairs);
        }
        return twins;
    }

    private static Map<String, Set<String>> pairs(List<Member> before, List<Member> here) {
        var pairs = new HashMap<String, Set<String>>();
        var racks = new TreeMap<String, String>();
        var taken = new HashMap<String, String>();
        for (var node : here) {
            var twin = before.stream()
                    .filter(m -> m.tokens().equals(node.tokens()))
                    .findFirst();
            if (twin.isEmpty()) {
                return Map.of();
            }
            var rack = twin.get().node().rack();
            boolean oneToOne = racks.computeIfAbsent(rack, r -> node.node().rack())
                            .equals(node.node().rack())
                    && taken.computeIfAbsent(node.node().rack(), r -> rack).equals(rack);
            if (!oneToOne) {
                return Map.of();
            }
            pairs.put(node.node().name(), Set.of(twin.get().node().name()));
        }
        return pairs;
    }

    /** Looks at each range between two neighbouring tokens of both rings: who held it, who is to hold it. */
    private void overlap(List<Member> source, Replicas was, List<Member> here, Replicas is) {
        var tokens = new TreeSet<Long>();
        source.forEach(m -> tokens.addAll(m.tokens()));
        here.forEach(m -> tokens.addAll(m.tokens()));
        if (!is.byDatacenter()) {
            here.forEach(m -> foreign.add(m.node().name())); // Cassandra knows which rows are whose
        }
        var before = new Holders(source, was);
        var after = new Holders(here, is);
        for (long token : tokens) {
            var givers = before.of(token);
            var takers = after.of(token);
            takers.forEach(
                    taker -> needs.computeIfAbsent(taker, t -> new HashSet<>()).addAll(givers));
            here.stream()
                    .map(m -> m.node().name())
                    .filter(name -> !takers.contains(name))
                    .forEach(foreign::add);
        }
    }

    /** Who holds a token. */
    private static final class Holders {
        private final Map<NodeAddress, String> names = new HashMap<>();
        private final Map<String, ReplicaPlacement> placements = new HashMap<>();
        private final Replicas replicas;

        Holders(List<Member> members, Replicas replicas) {
            this.replicas = replicas;
            members.forEach(
                    m -> names.put(NodeAddress.of(m.node().address()), m.node().name()));
            for (var datacenter : datacenters(members)) {
                placements.put(
                        datacenter,
                        new ReplicaPlacement(in(datacenter, members).stream()
                                .map(Holders::owner)
                                .toList()));
            }
        }

        private static TokenOwner owner(Member member) {
            var node = member.node();
            return new TokenOwner(
                    NodeAddress.of(node.address()), node.datacenter(), node.rack(), new TreeSet<>(member.tokens()));
        }

        Set<String> of(long token) {
            if (!replicas.byDatacenter()) {
                return Set.copyOf(names.values());
            }
            var holders = new HashSet<String>();
            placements.forEach((datacenter, placement) -> placement
                    .replicas(token, replicas.in(datacenter))
                    .forEach(address -> holders.add(names.get(address))));
            return holders;
        }
    }
}
