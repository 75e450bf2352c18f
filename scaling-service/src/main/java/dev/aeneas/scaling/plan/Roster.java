package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who stays, who comes and who goes, so that racks are balanced after every single change.
 *
 * @param kept own data now and afterwards
 * @param added will own data; spares that answer come before those that do not, and new machines last
 * @param leaving own data now and go, in this order: highest numbers first
 * @param spares who stays, comes and goes without owning data
 */
record Roster(List<Node> kept, List<Newcomer> added, List<Node> leaving, Spares spares) {

    /**
     * A node that does not own data yet.
     *
     * @param tokens planned by an earlier run; empty when they are still to be planned
     */
    record Newcomer(String name, String rack, List<Long> tokens, Machine machine) {
        static Newcomer of(Node node, PlanRequest request) {
            boolean runs = node.state() == NodeState.JOINING || request.isReady(node);
            return new Newcomer(node.name(), node.rack(), node.tokens(), runs ? Machine.RUNS : Machine.IS_SILENT);
        }

        boolean runs() {
            return machine == Machine.RUNS;
        }
    }

    /** What there is of a newcomer before the plan. */
    enum Machine {
        TO_BE_MADE,
        IS_SILENT,
        RUNS
    }

    /**
     * Nodes that are prepared and not joined.
     *
     * @param kept answer, in the order in which they will be used
     * @param refill to start, so that there are as many as asked for: those that do not answer, then new machines
     * @param surplus more than asked for, or of a size that nobody asks for any more
     */
    record Spares(List<Node> kept, List<Newcomer> refill, List<Node> surplus) {}

    static Roster of(PlanRequest request) {
        Datacenter datacenter = request.datacenter();
        List<Node> owners = datacenter.nodes().stream().filter(Roster::owns).toList();
        List<Node> leaving = leaving(owners, request.nodeCount());
        List<Node> kept = new ArrayList<>(owners);
        kept.removeAll(leaving);
        Racks racks = new Racks(datacenter, kept);
        List<Node> unjoined = unjoined(request);
        List<Newcomer> added = added(request, request.nodeCount() - kept.size(), racks, unjoined);
        List<Node> surplus = new ArrayList<>(
                datacenter.nodes().stream().filter(node -> !owns(node)).toList());
        surplus.removeIf(node -> added.stream().anyMatch(one -> one.name().equals(node.name())));
        return new Roster(kept, added, leaving, spares(request, racks, unjoined, surplus));
    }

    /** Names of newcomers that only have to join. */
    List<String> prepared() {
        return added.stream().filter(Newcomer::runs).map(Newcomer::name).toList();
    }

    /** Nodes that own data: those that a run left behind unjoined do not count. */
    static int counted(Datacenter datacenter) {
        return Math.toIntExact(datacenter.nodes().stream().filter(Roster::owns).count());
    }

    static boolean owns(Node node) {
        return node.state() != NodeState.REQUESTED
                && node.state() != NodeState.PREPARED
                && node.state() != NodeState.JOINING;
    }

    private static List<Node> leaving(List<Node> owners, int nodeCount) {
        List<Node> rest = new ArrayList<>(owners);
        List<Node> leaving = new ArrayList<>();
        while (rest.size() > nodeCount) {
            var fullest = Racks.counts(rest);
            long most = fullest.values().stream().max(Comparator.naturalOrder()).orElseThrow();
            Node next = rest.stream()
                    .filter(node -> fullest.get(node.rack()) == most)
                    .max(Comparator.<Node, Boolean>comparing(node -> node.state() == NodeState.LEAVING)
                            .thenComparing(node -> Racks.number(node.name())))
                    .orElseThrow();
            rest.remove(next);
            leaving.add(next);
        }
        return leaving;
    }

    /** Whoever is half way in first, then those that answer, then by number; those of another size are no use. */
    private static List<Node> unjoined(PlanRequest request) {
        return new ArrayList<>(request.datacenter().nodes().stream()
                .filter(node -> !owns(node))
                .filter(node -> node.state() == NodeState.JOINING || node.sku().equals(request.sku()))
                .sorted(Comparator.<Node, Boolean>comparing(node -> node.state() != NodeState.JOINING)
                        .thenComparing(node -> !request.isReady(node))
                        .thenComparing(node -> Racks.number(node.name())))
                .toList());
    }

    private static List<Newcomer> added(PlanRequest request, int missing, Racks racks, List<Node> unjoined) {
        List<Newcomer> added = new ArrayList<>();
        for (int i = 0; i < missing; i++) {
            String rack = racks.emptiest();
            Optional<Node> there =
                    unjoined.stream().filter(node -> node.rack().equals(rack)).findFirst();
            there.ifPresent(unjoined::remove);
            added.add(there.map(node -> Newcomer.of(node, request)).orElseGet(() -> racks.newMachine(rack)));
            racks.fill(rack);
        }
        added.sort(Comparator.comparing(newcomer -> Racks.number(newcomer.name())));
        return added;
    }

    /** Spares stand where the next nodes would stand, so that a growth finds them in the right racks. */
    private static Spares spares(PlanRequest request, Racks racks, List<Node> usable, List<Node> rest) {
        int spareCount = request.spareCount();
        List<Node> kept =
                usable.stream().filter(request::isReady).limit(spareCount).toList();
        List<Node> again = usable.stream()
                .filter(node -> node.state() == NodeState.PREPARED && !request.isReady(node))
                .limit(spareCount - kept.size())
                .toList();
        Stream.concat(kept.stream(), again.stream()).forEach(node -> racks.fill(node.rack()));
        List<Newcomer> refill = new ArrayList<>(
                again.stream().map(node -> Newcomer.of(node, request)).toList());
        while (kept.size() + refill.size() < spareCount) {
            String rack = racks.emptiest();
            refill.add(racks.newMachine(rack));
            racks.fill(rack);
        }
        rest.removeAll(kept);
        rest.removeAll(again);
        return new Spares(kept, refill, rest);
    }
}
