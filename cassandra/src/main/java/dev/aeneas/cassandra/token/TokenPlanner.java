package dev.aeneas.cassandra.token;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Plans tokens for several nodes at once, so that they can join together and ownership stays even.
 *
 * <p>With as many racks as replicas every rack holds all the data once, and what a node owns is decided on its own
 * rack's ring alone: so each rack is planned by itself. Otherwise the datacenter is planned as one ring, which is even
 * for the first replica; {@link TokenPlan#imbalance()} tells what comes of it with all replicas counted.
 */
public final class TokenPlanner {
    private TokenPlanner() {}

    public static TokenPlan plan(TokenRequest request) {
        List<TokenOwner> datacenter = request.existing().stream()
                .filter(owner -> owner.datacenter().equals(request.datacenter()))
                .toList();
        Set<Long> used = new HashSet<>();
        request.existing().forEach(owner -> used.addAll(owner.tokens()));

        SortedMap<NodeAddress, SortedSet<Long>> tokens = new TreeMap<>();
        for (RingGrowth growth : ringsOf(request, datacenter)) {
            tokens.putAll(growth.place(used));
        }
        return new TokenPlan(request.datacenter(), tokens, predict(request, datacenter, tokens));
    }

    private static List<RingGrowth> ringsOf(TokenRequest request, List<TokenOwner> datacenter) {
        SortedSet<String> racks = Stream.concat(
                        datacenter.stream().map(TokenOwner::rack),
                        request.newNodes().stream().map(NewNode::rack))
                .collect(toCollection(TreeSet::new));
        boolean oneRingPerRack = racks.size() == request.replicationFactor();
        Function<String, String> ringOf = rack -> oneRingPerRack ? rack : "";
        Map<String, List<TokenOwner>> present =
                datacenter.stream().collect(groupingBy(owner -> ringOf.apply(owner.rack())));
        SortedMap<String, List<NewNode>> arriving =
                new TreeMap<>(request.newNodes().stream().collect(groupingBy(node -> ringOf.apply(node.rack()))));

        List<String> rings = racks.stream().map(ringOf).distinct().toList();
        List<RingGrowth> growths = new ArrayList<>();
        arriving.forEach((ring, nodes) -> growths.add(new RingGrowth(
                present.getOrDefault(ring, List.of()),
                nodes.stream().map(NewNode::address).sorted().toList(),
                request.tokensPerNode(),
                new RingOffset(request.datacenter(), rings.indexOf(ring), rings.size()))));
        return growths;
    }

    private static SortedMap<NodeAddress, Double> predict(
            TokenRequest request, List<TokenOwner> datacenter, Map<NodeAddress, SortedSet<Long>> tokens) {
        List<TokenOwner> after = new ArrayList<>(datacenter);
        request.newNodes()
                .forEach(node -> after.add(
                        new TokenOwner(node.address(), request.datacenter(), node.rack(), tokens.get(node.address()))));
        return new TreeMap<>(new ReplicaPlacement(after).ownership(request.replicationFactor()));
    }
}
