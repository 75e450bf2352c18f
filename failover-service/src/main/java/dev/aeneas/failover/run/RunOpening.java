package dev.aeneas.failover.run;

import dev.aeneas.contracts.FailoverCommand.FailOver;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.run.Restraint.Proposal;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a run opens, and its first step: clients first, then capacity. */
final class RunOpening {
    private final RunSettings settings;
    private final ActingAlone alone;

    RunOpening(RunSettings settings) {
        this.settings = settings;
        this.alone = new ActingAlone(settings);
    }

    Decision<ClusterFailover> regionDown(ClusterFailover before, Received<RegionDown> input) {
        var region = input.body().region();
        boolean known = before.standing(region).isDown();
        var marked = before.with(
                region, before.standing(region).down(input.at(), input.body().since()));
        var ended = MoveEnds.regionLost(marked, region, input.at());
        return MoveEnds.then(ended, lost(ended.state(), known, input));
    }

    private Decision<ClusterFailover> lost(ClusterFailover state, boolean known, Received<RegionDown> input) {
        var region = input.body().region();
        if (!concernsClients(state, region)) {
            return Decision.of(state);
        }
        var obstacles = new ArrayList<>(obstacles(state, region));
        obstacles.addAll(alone.forbidden(state, input.at()));
        if (state.policy().mode() == Mode.AUTOMATIC && obstacles.isEmpty()) {
            return begin(state, new Proposal(input.id(), region, "region " + region + " is down", input.at()));
        }
        return known ? Decision.of(state) : Decision.of(state, ask(state, region, obstacles));
    }

    /** Nothing happens by itself unless the policy says so: a region that answers may serve well again in a moment. */
    Decision<ClusterFailover> regionDegraded(ClusterFailover before, Received<RegionDegraded> input) {
        var gray = input.body();
        var standing = before.standing(gray.region()).degraded(gray.since());
        boolean isNew = !standing.equals(before.standing(gray.region()));
        var state = before.with(gray.region(), standing);
        if (!isNew || !concernsClients(state, gray.region()) || state.policy().onDegraded() == OnDegraded.IGNORE) {
            return Decision.of(state);
        }
        var obstacles = new ArrayList<>(obstacles(state, gray.region()));
        obstacles.addAll(alone.forbidden(state, input.at()));
        var reason = "region " + gray.region() + " is degraded: " + gray.reason();
        if (state.policy().onDegraded() == OnDegraded.FAILOVER
                && state.policy().mode() == Mode.AUTOMATIC
                && obstacles.isEmpty()) {
            return begin(state, new Proposal(input.id(), gray.region(), reason, input.at()));
        }
        var asked = ask(state, gray.region(), obstacles);
        return Decision.of(
                state, new FailoverDecisionNeeded(asked.cluster(), asked.region(), reason + "; " + asked.reason()));
    }

    Decision<ClusterFailover> failOver(ClusterFailover state, Received<FailOver> input) {
        var command = input.body();
        if (state.deleted()) {
            return Decision.of(state, FailoverProcess.unknown(command.cluster(), command));
        }
        if (state.policy() == null) {
            return refuse(state, command, Refusal.Kind.NOT_FOUND, List.of(noPolicy()));
        }
        var primaryRegion = state.regionOf(state.routing().datacenter()).orElse("none");
        if (!primaryRegion.equals(command.region())) {
            return refuse(state, command, Refusal.Kind.INVALID, List.of(clientsElsewhere(state, primaryRegion)));
        }
        var obstacles = obstacles(state, command.region());
        return obstacles.isEmpty()
                ? open(state, command.region(), command.reason(), input.at())
                : refuse(state, command, Refusal.Kind.CONFLICT, obstacles);
    }

    /** Only the region where clients are can make them move. */
    private static boolean concernsClients(ClusterFailover state, String region) {
        return state.policy() != null
                && state.policy().mode() != Mode.OFF
                && state.regionOf(state.routing().datacenter())
                        .filter(region::equals)
                        .isPresent()
                && state.restraint().proposal() == null
                && state.openRun()
                        .filter(r -> r.facts().region().equals(region))
                        .isEmpty();
    }

    private static List<Violation> obstacles(ClusterFailover state, String region) {
        var obstacles = new ArrayList<Violation>();
        state.openRun()
                .ifPresent(run -> obstacles.add(new Violation(
                        "runId", "must wait for run " + run.facts().runId() + ", which is still open")));
        var standby = state.policy().standby();
        var standbyRegion = state.regionOf(standby).orElse(region);
        if (standbyRegion.equals(region)) {
            obstacles.add(new Violation("standby", "must be outside region " + region + "; " + standby + " is not"));
        } else if (state.standing(standbyRegion).isDown()) {
            obstacles.add(new Violation("standby", "must answer; its region " + standbyRegion + " is down too"));
        } else if (state.contactPoints(standby).isEmpty()) {
            obstacles.add(new Violation("standby", "must have a node that serves clients; " + standby + " has none"));
        }
        return obstacles;
    }

    /** At once, or after hooks were asked. */
    private Decision<ClusterFailover> begin(ClusterFailover state, Proposal proposal) {
        return Proposals.before(state).isEmpty()
                ? open(state, proposal.region(), proposal.reason(), proposal.at())
                : Proposals.propose(state, proposal);
    }

    /** Things may have changed since it was proposed. */
    Decision<ClusterFailover> unlessForbidden(ClusterFailover state, String region, String reason, Instant now) {
        var obstacles = new ArrayList<>(obstacles(state, region));
        obstacles.addAll(alone.forbidden(state, now));
        return obstacles.isEmpty()
                ? open(state, region, reason, now)
                : Decision.of(state, ask(state, region, obstacles));
    }

    private static FailoverDecisionNeeded ask(ClusterFailover state, String region, List<Violation> obstacles) {
        var reason = obstacles.isEmpty()
                ? "the policy says that a person decides"
                : obstacles.stream().map(v -> v.field() + " " + v.rule()).collect(Collectors.joining("; "));
        return new FailoverDecisionNeeded(state.cluster(), region, reason);
    }

    /** A failover takes precedence over a move: never two that steer clients. */
    private Decision<ClusterFailover> open(ClusterFailover before, String region, String reason, Instant now) {
        var ended = MoveEnds.overtaken(before, region, now);
        return MoveEnds.then(ended, openAlone(ended.state(), region, reason, now));
    }

    private Decision<ClusterFailover> openAlone(ClusterFailover state, String region, String reason, Instant now) {
        var facts = facts(state, region, reason, now);
        var run = FailoverRun.Growing.begun(facts, now.plus(settings.growth()));
        var cluster = state.cluster();
        var opened = Decision.of(
                state.opened(run),
                new FailoverStarted(cluster, facts.runId(), facts.epoch(), region, facts.from(), facts.to()),
                new TrafficShifted(
                        cluster,
                        facts.runId(),
                        facts.epoch(),
                        facts.from(),
                        facts.to(),
                        state.contactPoints(facts.to()),
                        state.policy().levelsDuring()));
        return GrowthTarget.isMet(
                        facts.target(), state.topology().datacenter(facts.to()).orElseThrow())
                ? RunSteps.grown(opened, run, now, null)
                : opened.and(RunSteps.ask(cluster, run));
    }

    private static RunFacts facts(ClusterFailover state, String region, String reason, Instant now) {
        long epoch = state.epoch() + 1;
        return new RunFacts(
                state.cluster() + "-failover-" + epoch,
                epoch,
                region,
                reason,
                state.routing().datacenter(),
                state.policy().standby(),
                GrowthTarget.of(state),
                List.of(),
                state.datacentersIn(region),
                Timeline.begun(state.standing(region), now),
                GrowthTarget.present(
                        state.topology().datacenter(state.policy().standby()).orElseThrow()));
    }

    private static Violation noPolicy() {
        return new Violation("cluster", "must have a failover policy, which says where to fail over to");
    }

    private static Violation clientsElsewhere(ClusterFailover state, String primaryRegion) {
        return new Violation(
                "region",
                "must be where clients are: datacenter " + state.routing().datacenter() + " in region "
                        + primaryRegion);
    }

    private static Decision<ClusterFailover> refuse(
            ClusterFailover state, FailOver command, Refusal.Kind kind, List<Violation> violations) {
        return Decision.of(state, FailoverProcess.refused(command.cluster(), command, kind, violations));
    }
}
