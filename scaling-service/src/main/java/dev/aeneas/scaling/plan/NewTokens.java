package dev.aeneas.scaling.plan;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.Roster.Machine;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tokens of every newcomer: those who join are planned at once, spares in groups of one for each rack, since that is how
 * they will be used.
 */
final class NewTokens {
    /** No network has these addresses: the provider gives the real ones later. */
    private static final String NOWHERE = "240.0.";

    private final PlanRequest request;
    private final Map<String, List<Long>> byName = new HashMap<>();
    /** Who has tokens, the newcomers so far included: a token must never be used twice. */
    private final List<TokenOwner> owners = new ArrayList<>();

    private int placeholders;

    private NewTokens(PlanRequest request) {
        this.request = request;
    }

    static NewTokens of(PlanRequest request, Roster roster) {
        var tokens = new NewTokens(request);
        tokens.everybodyElse(roster);
        tokens.plan(roster.added());
        roster.spares().kept().stream().map(node -> Newcomer.of(node, request)).forEach(tokens::has);
        int group = request.datacenter().racks().size();
        List<Newcomer> refill = roster.spares().refill();
        for (int from = 0; from < refill.size(); from += group) {
            tokens.plan(refill.subList(from, Math.min(refill.size(), from + group)));
        }
        return tokens;
    }

    List<Long> of(Newcomer newcomer) {
        return byName.get(newcomer.name());
    }

    /** Owners that stay count; whoever leaves or stays unjoined only keeps its tokens from being used again. */
    private void everybodyElse(Roster roster) {
        Set<String> counted =
                new HashSet<>(roster.kept().stream().map(Node::name).toList());
        Set<String> later =
                new HashSet<>(roster.added().stream().map(Newcomer::name).toList());
        roster.spares().kept().forEach(spare -> later.add(spare.name()));
        roster.spares().refill().forEach(spare -> later.add(spare.name()));
        String here = request.datacenter().datacenter().value();
        for (Node node : request.topology().nodes()) {
            String datacenter = node.datacenter().value();
            if (!node.tokens().isEmpty() && !later.contains(node.name())) {
                boolean ring = !datacenter.equals(here) || counted.contains(node.name());
                owners.add(owner(node.tokens(), ring ? datacenter : here + " without part", node.rack()));
            }
        }
    }

    private void plan(List<Newcomer> newcomers) {
        newcomers.stream().filter(newcomer -> !newcomer.tokens().isEmpty()).forEach(this::has);
        List<Newcomer> blank = newcomers.stream()
                .filter(newcomer -> newcomer.tokens().isEmpty())
                .toList();
        if (blank.isEmpty()) {
            return;
        }
        List<NewNode> nodes = blank.stream()
                .map(newcomer -> new NewNode(nextAddress(), newcomer.rack()))
                .toList();
        var plan = TokenPlanner.plan(new TokenRequest(
                request.datacenter().datacenter().value(),
                owners,
                nodes,
                request.datacenter().replicationFactor(),
                tokensPerNode(request.datacenter())));
        for (int i = 0; i < blank.size(); i++) {
            List<Long> planned = List.copyOf(plan.tokens().get(nodes.get(i).address()));
            has(new Newcomer(blank.get(i).name(), blank.get(i).rack(), planned, Machine.TO_BE_MADE));
        }
    }

    private void has(Newcomer newcomer) {
        byName.put(newcomer.name(), newcomer.tokens());
        owners.add(owner(newcomer.tokens(), request.datacenter().datacenter().value(), newcomer.rack()));
    }

    private TokenOwner owner(Collection<Long> tokens, String datacenter, String rack) {
        return new TokenOwner(nextAddress(), datacenter, rack, new TreeSet<>(tokens));
    }

    private NodeAddress nextAddress() {
        placeholders++;
        return NodeAddress.of(NOWHERE + placeholders / 256 + "." + placeholders % 256);
    }

    private static int tokensPerNode(Datacenter datacenter) {
        return datacenter.nodes().stream()
                .filter(Roster::owns)
                .mapToInt(node -> node.tokens().size())
                .max()
                .orElse(TokenRequest.DEFAULT_TOKENS_PER_NODE);
    }
}
