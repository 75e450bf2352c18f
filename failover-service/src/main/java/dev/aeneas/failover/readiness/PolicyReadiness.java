package dev.aeneas.failover.readiness;

import static dev.aeneas.failover.readiness.ReadinessRule.red;
import static dev.aeneas.failover.readiness.ReadinessRule.yellow;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.failover.run.RegionStanding;
import java.util.stream.Stream;

/** Somebody has said where to go, and that is somewhere else, and there. */
final class PolicyReadiness {
    private PolicyReadiness() {}

    static Stream<Finding> check(ReadinessFacts facts) {
        if (facts.primary().isEmpty() || facts.standby().isEmpty()) {
            return Stream.of(red(
                    Check.POLICY_SET,
                    "policy",
                    "no policy says where to fail over to",
                    "set one: aeneas failover policy CLUSTER --primary DATACENTER --standby DATACENTER"));
        }
        return Stream.of(mode(facts), elsewhere(facts), standing(facts), openRun(facts))
                .flatMap(finding -> finding);
    }

    private static Stream<Finding> mode(ReadinessFacts facts) {
        return facts.cluster().policy().mode() == Mode.OFF
                ? Stream.of(red(
                        Check.POLICY_ACTS,
                        "policy",
                        "the policy is off: when the region is lost, nothing begins by itself and nobody is asked",
                        "set its mode to ASK or AUTOMATIC"))
                : Stream.empty();
    }

    private static Stream<Finding> elsewhere(ReadinessFacts facts) {
        var primary = facts.primary().orElseThrow();
        var standby = facts.standby().orElseThrow();
        return primary.region().equals(standby.region())
                ? Stream.of(red(
                        Check.STANDBY_ELSEWHERE,
                        standby.datacenter().value(),
                        "clients are in region " + primary.region() + ", and so is the standby",
                        "go back: ./aeneas failover failback "
                                + facts.cluster().topology().cluster()
                                + ", or make this the primary: ./aeneas failover stay "
                                + facts.cluster().topology().cluster()))
                : Stream.empty();
    }

    private static Stream<Finding> standing(ReadinessFacts facts) {
        var region = facts.standby().map(Datacenter::region).orElseThrow();
        var standing = facts.cluster().regions().get(region);
        var kind = standing == null ? RegionStanding.Kind.HEALTHY : standing.kind();
        return switch (kind) {
            case DOWN ->
                Stream.of(
                        red(Check.STANDBY_REGION_UP, region, "the standby's region is down", "bring the region back"));
            case QUARANTINED ->
                Stream.of(red(
                        Check.STANDBY_REGION_UP,
                        region,
                        "the standby's region was lost and may miss writes: nothing fails over to it by itself",
                        "end the quarantine: ./aeneas failover stay "
                                + facts.cluster().topology().cluster()
                                + " repairs it and keeps clients where they are"));
            case DEGRADED ->
                Stream.of(red(
                        Check.STANDBY_REGION_UP,
                        region,
                        "the standby's region answers, and its writes at LOCAL_QUORUM fail or crawl",
                        "look at its nodes: load, disks, and how many of each range's replicas are up"));
            case SUSPECTED ->
                Stream.of(yellow(
                        Check.STANDBY_REGION_UP,
                        region,
                        "some observers do not reach the standby's region",
                        "look at the network between the observers and the region"));
            case HEALTHY -> Stream.empty();
        };
    }

    private static Stream<Finding> openRun(ReadinessFacts facts) {
        return facts.cluster().openRun().stream()
                .map(run -> yellow(
                        Check.NO_RUN_OPEN,
                        run.facts().runId(),
                        "a failover is under way; another waits until it is through",
                        "wait for run " + run.facts().runId()));
    }
}
