package dev.aeneas.scaling.plan;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlan;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tokens for every newcomer at once.
 *
 * @param byName newcomers that an earlier run planned keep what they were given
 * @param forecast how even the datacenter will be, for people; empty when nobody comes
 */
record NewTokens(Map<String, List<Long>> byName, String forecast) {

    static NewTokens of(PlanRequest request, Roster roster) {
        if (roster.added().isEmpty()) {
            return new NewTokens(Map.of(), "");
        }
        List<Newcomer> blank = roster.added().stream()
                .filter(newcomer -> newcomer.tokens().isEmpty())
                .toList();
        TokenPlan plan = TokenPlanner.plan(new TokenRequest(
                request.datacenter().datacenter().value(),
                owners(request, blank),
                newNodes(blank),
                request.datacenter().replicationFactor(),
                tokensPerNode(request.datacenter())));
        Map<String, List<Long>> byName = new HashMap<>();
        roster.added().forEach(newcomer -> byName.put(newcomer.name(), newcomer.tokens()));
        for (int i = 0; i < blank.size(); i++) {
            byName.put(blank.get(i).name(), List.copyOf(plan.tokens().get(placeholder(i))));
        }
        return new NewTokens(byName, forecast(request, roster, plan));
    }

    /** Whoever has tokens anywhere in the cluster: a token must never be used twice. */
    private static List<TokenOwner> owners(PlanRequest request, List<Newcomer> blank) {
        Set<String> without = new HashSet<>(blank.stream().map(Newcomer::name).toList());
        List<TokenOwner> owners = new ArrayList<>();
        for (Node node : request.topology().nodes()) {
            if (!node.tokens().isEmpty() && !without.contains(node.name())) {
                owners.add(new TokenOwner(
                        NodeAddress.of(node.address()),
                        node.datacenter().value(),
                        node.rack(),
                        new TreeSet<>(node.tokens())));
            }
        }
        return owners;
    }

    private static List<NewNode> newNodes(List<Newcomer> blank) {
        List<NewNode> nodes = new ArrayList<>();
        for (int i = 0; i < blank.size(); i++) {
            nodes.add(new NewNode(placeholder(i), blank.get(i).rack()));
        }
        return nodes;
    }

    /** The provider gives addresses later; until then newcomers are told apart by addresses that no network has. */
    private static NodeAddress placeholder(int index) {
        return NodeAddress.of("240.0." + index / 256 + "." + index % 256);
    }

    private static int tokensPerNode(Datacenter datacenter) {
        return datacenter.nodes().stream()
                .filter(Roster::owns)
                .mapToInt(node -> node.tokens().size())
                .max()
                .orElse(TokenRequest.DEFAULT_TOKENS_PER_NODE);
    }

    private static String forecast(PlanRequest request, Roster roster, TokenPlan plan) {
        return "%s: %d new of %d nodes, ownership at most %.1f %% from even"
                .formatted(
                        request.datacenter().datacenter(),
                        roster.added().size(),
                        roster.added().size() + roster.kept().size(),
                        plan.imbalance() * 100);
    }
}
