package dev.aeneas.scaling.plan;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.Ownership;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What part of all data each node of the datacenter holds, now and when the plan is done. */
public final class Evenness {
    private final List<Member> before = new ArrayList<>();
    private final List<Member> after = new ArrayList<>();

    /** A node that owns tokens. */
    private record Member(String name, String rack, List<Long> tokens) {}

    Evenness(Roster roster, NewTokens tokens) {
        roster.kept().forEach(node -> before.add(member(node)));
        roster.leaving().forEach(node -> before.add(member(node)));
        roster.kept().forEach(node -> after.add(member(node)));
        for (Newcomer newcomer : roster.added()) {
            after.add(new Member(newcomer.name(), newcomer.rack(), tokens.of(newcomer)));
        }
    }

    /** Whether the provider knows the tokens of every node. */
    boolean isKnown() {
        return !before.isEmpty()
                && Stream.concat(before.stream(), after.stream())
                        .noneMatch(member -> member.tokens().isEmpty());
    }

    Ownership at(int replicationFactor) {
        return new Ownership(
                replicationFactor,
                unevenness(partsBefore(replicationFactor).values()),
                unevenness(partsAfter(replicationFactor).values()));
    }

    /** By name; 1.0 is all data once. Empty while a node's tokens are not known. */
    Map<String, Double> partsBefore(int replicationFactor) {
        return isKnown() ? parts(before, replicationFactor) : Map.of();
    }

    Map<String, Double> partsAfter(int replicationFactor) {
        return isKnown() ? parts(after, replicationFactor) : Map.of();
    }

    /** How far the worst of these is from their average: 0.1 means 10 % more or less. */
    public static double unevenness(Collection<Double> parts) {
        double even = parts.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return parts.stream()
                .mapToDouble(part -> Math.abs(part / even - 1))
                .max()
                .orElse(0);
    }

    private static Map<String, Double> parts(List<Member> members, int replicationFactor) {
        Map<NodeAddress, String> names = new HashMap<>();
        List<TokenOwner> owners = new ArrayList<>();
        for (Member member : members) {
            var address = NodeAddress.of("240.1." + names.size() / 256 + "." + names.size() % 256);
            names.put(address, member.name());
            owners.add(new TokenOwner(address, "", member.rack(), new TreeSet<>(member.tokens())));
        }
        Map<String, Double> parts = new HashMap<>();
        new ReplicaPlacement(owners)
                .ownership(replicationFactor)
                .forEach((address, part) -> parts.put(names.get(address), part));
        return parts;
    }

    private static Member member(Node node) {
        return new Member(node.name(), node.rack(), node.tokens());
    }
}
