package dev.aeneas.scaling.run;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.Offer;
import dev.aeneas.scaling.plan.PlanRequest;
import dev.aeneas.scaling.plan.ScalePlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What follows from holding the lock: a plan and its first steps, or a refusal that names every broken rule. */
final class Planning {
    private Planning() {}

    static Decision<ScaleRun> decide(ScaleRun run, TopologyReserved reserved, ClusterFacts facts, Turn turn) {
        var asked = run.asked();
        var request = new PlanRequest(asked.demand(), Offer.of(reserved), facts);
        var violations = ScalePlanner.violations(request);
        if (!violations.isEmpty()) {
            var refused = new Outcome.Refused(Refusal.Kind.INVALID, violations);
            return Closing.refused(run, reserved.epoch(), refused, turn);
        }
        var execution = Execution.of(reserved.epoch(), ScalePlanner.plan(request));
        var begun = Executing.goOn(asked, new StepMoves(asked.demand(), execution, turn), turn);
        var messages = new ArrayList<Message>();
        messages.add(Said.planned(asked.demand(), execution));
        messages.addAll(begun.messages());
        return ScaleRun.to(begun.state(), messages);
    }

    static Outcome.Refused datacenterGone(Demand demand) {
        var violation = new Violation("datacenter", "is not known: " + demand.datacenter());
        return new Outcome.Refused(Refusal.Kind.NOT_FOUND, List.of(violation));
    }

    static String sentence(ProvisioningRefused refusal) {
        return refusal.violations().stream()
                .map(violation -> violation.field() + " " + violation.rule())
                .collect(Collectors.joining("; "));
    }
}
