package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.scaling.plan.Roster.Machine;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the provider has left must be enough for every machine that a plan would make, and for what it would hold. */
final class RoomRules {
    private RoomRules() {}

    static List<Violation> check(PlanRequest request) {
        if (request.offer().room() == null) {
            return List.of();
        }
        var roster = Roster.of(request);
        var violations = new ArrayList<>(addresses(request, roster));
        violations.addAll(disk(request, roster));
        return violations;
    }

    private static List<Violation> addresses(PlanRequest request, Roster roster) {
        var refill = request.demand().emergency() ? Stream.<Newcomer>empty() : roster.spares().refill().stream();
        Map<String, Long> wanted = Stream.concat(roster.added().stream(), refill)
                .filter(newcomer -> newcomer.machine() == Machine.TO_BE_MADE)
                .collect(Collectors.groupingBy(Newcomer::rack, Collectors.counting()));
        return request.offer().room().racks().stream()
                .filter(rack -> rack.datacenter().equals(request.demand().datacenter()))
                .filter(rack -> wanted.getOrDefault(rack.rack(), 0L) > rack.nodes())
                .map(rack -> new Violation(
                        "nodeCount",
                        "must fit in the address space: rack %s has addresses for %d more nodes, %d are to be made"
                                .formatted(rack.rack(), rack.nodes(), wanted.get(rack.rack()))))
                .toList();
    }

    private static List<Violation> disk(PlanRequest request, Roster roster) {
        Long free = request.offer().room().diskBytes();
        boolean tokensKnown = request.datacenter().nodes().stream()
                .filter(Roster::owns)
                .noneMatch(node -> node.tokens().isEmpty());
        if (free == null || roster.added().isEmpty() || !tokensKnown) {
            return List.of();
        }
        var moves = new DataMoves(request, roster, new Evenness(roster, NewTokens.of(request, roster)));
        long needed = moves.received().orElse(0);
        return needed <= free
                ? List.of()
                : List.of(new Violation(
                        "nodeCount",
                        "must fit on the disk: new nodes will hold about %d MiB together, %d MiB are free"
                                .formatted(needed >> 20, free >> 20)));
    }
}
