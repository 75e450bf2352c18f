package dev.aeneas.scaling.spare;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.look.Rhythm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cluster with datacenters that keep spares, or kept them once.
 *
 * @param lacking datacenters that had too few in the last look; once may be a pause of a node, twice is not
 * @param askedAt when a run was asked for the spares of a datacenter last, by its name
 * @param runs asked for so far; the next one is named after it, so that the same decision made twice is one run
 */
public record SpareWatch(
        ClusterName cluster,
        boolean on,
        Rhythm rhythm,
        List<DatacenterName> lacking,
        Map<String, Instant> askedAt,
        long runs) {

    public SpareWatch {
        lacking = List.copyOf(lacking);
        askedAt = Map.copyOf(askedAt);
    }

    static SpareWatch of(ClusterName cluster) {
        return new SpareWatch(cluster, false, Rhythm.NEW, List.of(), Map.of(), 0);
    }

    static boolean keepsSpares(Datacenter datacenter) {
        return datacenter.spareCount() > 0 && !datacenter.deallocated();
    }

    static boolean keepsSpares(ClusterTopology topology) {
        return topology.datacenters().stream().anyMatch(SpareWatch::keepsSpares);
    }

    SpareWatch turnedOn(Instant now, SpareBounds bounds) {
        return on ? this : new SpareWatch(cluster, true, rhythm.looked(now, bounds.interval()), lacking, askedAt, runs);
    }

    SpareWatch turnedOff() {
        return new SpareWatch(cluster, false, rhythm, List.of(), Map.of(), runs);
    }

    SpareWatch with(Rhythm newer) {
        return new SpareWatch(cluster, on, newer, lacking, askedAt, runs);
    }

    SpareWatch with(List<DatacenterName> lackingNow) {
        return new SpareWatch(cluster, on, rhythm, lackingNow, askedAt, runs);
    }

    SpareWatch asking(DatacenterName datacenter, Instant now) {
        var asked = new TreeMap<>(askedAt);
        asked.put(datacenter.value(), now);
        return new SpareWatch(cluster, on, rhythm, lacking, asked, runs + 1);
    }

    boolean mayAsk(DatacenterName datacenter, Instant now, SpareBounds bounds) {
        var last = askedAt.get(datacenter.value());
        return last == null || !now.isBefore(last.plus(bounds.askAgain()));
    }

    /** Names of clusters and datacenters hold no hyphen. */
    String nextRun(DatacenterName datacenter) {
        return "spares-" + cluster + "-" + datacenter + "-" + (runs + 1);
    }

    List<LookAtSpares> openWork() {
        return on && rhythm.looking() ? List.of(new LookAtSpares(rhythm.key(), cluster)) : List.of();
    }

    Optional<Instant> wakeAt() {
        return on && !rhythm.looking() ? Optional.ofNullable(rhythm.next()) : Optional.empty();
    }
}
