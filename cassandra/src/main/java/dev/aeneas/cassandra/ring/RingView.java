package dev.aeneas.cassandra.ring;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** The whole cluster as ONE node sees it at one moment; another node may see it differently. */
public record RingView(NodeAddress seenBy, List<NodeView> nodes) {

    public RingView {
        nodes = nodes.stream().sorted(Comparator.comparing(NodeView::address)).toList();
    }

    /** The node on this host, whatever ports were asked for: the ring knows hosts. */
    public Optional<NodeView> node(NodeAddress address) {
        return nodes.stream()
                .filter(node -> node.address().host().equals(address.host()))
                .findFirst();
    }

    public boolean contains(NodeAddress address) {
        return node(address).isPresent();
    }

    public RingView in(String datacenter) {
        return where(node -> node.datacenter().equals(datacenter));
    }

    public RingView inRack(String datacenter, String rack) {
        return in(datacenter).where(node -> node.rack().equals(rack));
    }

    public RingView up() {
        return where(NodeView::up);
    }

    public RingView down() {
        return where(node -> !node.up());
    }

    /** The nodes that own data, up or down. */
    public RingView owners() {
        return where(node -> node.mode().owns());
    }

    /** The nodes because of which the ring is changing. */
    public RingView changing() {
        return where(node -> node.mode().changesTheRing());
    }

    /** The same ring with these nodes down, by whoever knows better than gossip. */
    public RingView withDown(Collection<NodeAddress> dead) {
        var hosts = dead.stream().map(NodeAddress::host).collect(toSet());
        return new RingView(
                seenBy,
                nodes.stream()
                        .map(node -> hosts.contains(node.address().host()) ? node.asDown() : node)
                        .toList());
    }

    public RingView where(Predicate<NodeView> condition) {
        return new RingView(seenBy, nodes.stream().filter(condition).toList());
    }

    public SortedSet<String> datacenters() {
        return nodes.stream().map(NodeView::datacenter).collect(toCollection(TreeSet::new));
    }

    /** The racks of every node listed here; names are unique only within one datacenter. */
    public SortedSet<String> racks() {
        return nodes.stream().map(NodeView::rack).collect(toCollection(TreeSet::new));
    }

    public SortedSet<NodeAddress> addresses() {
        return nodes.stream().map(NodeView::address).collect(toCollection(TreeSet::new));
    }

    public int size() {
        return nodes.size();
    }

    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Who holds which schema version, among the living: a dead node's opinion must not hold anybody up. */
    public SortedMap<UUID, SortedSet<NodeAddress>> schemaVersions() {
        SortedMap<UUID, SortedSet<NodeAddress>> holders = new TreeMap<>();
        up().nodes().forEach(node -> node.schemaVersion()
                .ifPresent(version ->
                        holders.computeIfAbsent(version, any -> new TreeSet<>()).add(node.address())));
        return holders;
    }

    /** Whether every living node is known to hold one and the same schema. */
    public boolean agreesOnSchema() {
        return schemaVersions().size() == 1
                && up().nodes().stream().allMatch(node -> node.schemaVersion().isPresent());
    }

    /** Every token on the ring with its node, joining nodes included. */
    public SortedMap<Long, NodeAddress> tokens() {
        SortedMap<Long, NodeAddress> owners = new TreeMap<>();
        nodes.forEach(node -> node.tokens().forEach(token -> owners.put(token, node.address())));
        return Collections.unmodifiableSortedMap(owners);
    }

    /** How much of the data each owner in this datacenter holds under NetworkTopologyStrategy: 1.0 is all of it. */
    public Map<NodeAddress, Double> ownership(String datacenter, int replicationFactor) {
        return new ReplicaPlacement(in(datacenter).owners().nodes().stream()
                        .map(TokenOwner::of)
                        .toList())
                .ownership(replicationFactor);
    }
}
