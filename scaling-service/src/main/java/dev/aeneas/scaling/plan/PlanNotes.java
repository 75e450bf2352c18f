package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.Ownership;
import dev.aeneas.scaling.plan.Roster.Machine;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a plan tells people beside its steps: how even it will be, what it costs, what it leaves out. */
final class PlanNotes {
    private static final double EVEN_ENOUGH = 0.10;

    private final PlanRequest request;
    private final Roster roster;

    PlanNotes(PlanRequest request, Roster roster) {
        this.request = request;
        this.roster = roster;
    }

    List<String> of(List<Ownership> ownership) {
        var notes = new ArrayList<String>();
        boolean moves = !roster.added().isEmpty() || !roster.leaving().isEmpty();
        if (moves) {
            ownership.stream().map(this::ownership).forEach(notes::add);
        }
        spares(notes);
        if (request.demand().emergency() && !roster.added().isEmpty()) {
            notes.add("cleaning up is left out while a datacenter is dead: nodes keep data that they gave away");
        }
        request.facts().missing().forEach(missing -> notes.add("not known: " + missing));
        return notes;
    }

    private String ownership(Ownership ownership) {
        int nodes = roster.kept().size() + roster.added().size();
        var warning =
                ownership.after() > EVEN_ENOUGH ? "; more than 10 %: tokens of nodes that are there do not move" : "";
        return "%s: %d new of %d nodes, ownership at most %.1f %% from even at replication factor %d, now %.1f %%%s"
                .formatted(
                        request.demand().datacenter(),
                        roster.added().size(),
                        nodes,
                        ownership.after() * 100,
                        ownership.replicationFactor(),
                        ownership.before() * 100,
                        warning);
    }

    private void spares(List<String> notes) {
        long used = roster.added().stream().filter(Newcomer::runs).count();
        if (used > 0) {
            notes.add(count(used, "prepared node") + " used first");
        }
        var spares = roster.spares();
        Stream.concat(roster.added().stream(), spares.refill().stream())
                .filter(newcomer -> newcomer.machine() == Machine.IS_SILENT)
                .map(silent ->
                        silent.name() + " was prepared and does not answer: it counts only when it is started anew")
                .forEach(notes::add);
        int missing = spares.refill().size();
        if (request.demand().emergency()) {
            if (missing > 0) {
                notes.add(count(missing, "spare") + " missing: refilling is left to quiet times");
            }
            return;
        }
        int all = spares.kept().size() + missing;
        if (all > 0) {
            var machines = all == 1 ? "one machine" : all + " machines";
            notes.add("%s: %s of %s idle".formatted(count(all, "spare"), machines, request.sku()));
        }
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
