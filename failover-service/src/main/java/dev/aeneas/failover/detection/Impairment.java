package dev.aeneas.failover.detection;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.Vote;
import dev.aeneas.contracts.Observation.Canary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which datacenters of a region that answers do not serve: the same rules as for a loss, one datacenter at a time.
 *
 * <p>An observer inside the region that writes well holds the verdict: clients there are served.
 */
record Impairment(DetectionParameters parameters, int known, List<Ballot> ballots) {

    boolean isDecided() {
        return known >= parameters.electorate().observersMin() && !datacenters().isEmpty();
    }

    Verdict.Degraded verdict(List<Vote> votes) {
        return new Verdict.Degraded(votes, datacenters(), since(), reason());
    }

    private List<DatacenterName> datacenters() {
        return ballots.stream()
                .flatMap(b -> b.datacenters().stream())
                .distinct()
                .sorted()
                .filter(d -> voters(d).size() >= RegionBallot.quorum(known) && !isHeldFromInside(d))
                .toList();
    }

    private List<Ballot> voters(DatacenterName datacenter) {
        return ballots.stream()
                .filter(b -> !b.inside() && b.isImpaired(datacenter, parameters))
                .toList();
    }

    private boolean isHeldFromInside(DatacenterName datacenter) {
        return ballots.stream().anyMatch(b -> b.inside() && b.isFine(datacenter, parameters));
    }

    private List<ClusterVotes.Seen> evidence() {
        return datacenters().stream()
                .flatMap(d -> voters(d).stream().flatMap(b -> b.of(d).stream()))
                .toList();
    }

    private Instant since() {
        return evidence().stream()
                .map(ClusterVotes.Seen::lastGoodAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private String reason() {
        return evidence().stream()
                .map(seen -> Optional.ofNullable(seen.observation().canary())
                        .map(Canary::error)
                        .orElse(null))
                .filter(Objects::nonNull)
                .findFirst()
                .map(error -> "writes at LOCAL_QUORUM fail or take longer than "
                        + parameters.canaries().bound() + ": " + error)
                .orElse("no node of " + datacenters() + " answers, while others of the region do");
    }
}
