package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.ReplicationLag;
import dev.aeneas.failover.canary.Arrivals;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of one observer in one datacenter's view: its own one, and those that it writes in the cluster's other datacenters. */
public final class CanaryRows {
    private final String observer;
    private final DatacenterName datacenter;
    private final Arrivals arrivals;
    private volatile Set<DatacenterName> all;

    public CanaryRows(String observer, DatacenterName datacenter, Arrivals arrivals) {
        this.observer = observer;
        this.datacenter = datacenter;
        this.arrivals = arrivals;
        this.all = Set.of(datacenter);
    }

    /** Of the cluster, this one too. */
    public void datacenters(Set<DatacenterName> those) {
        all = Set.copyOf(those);
    }

    String row() {
        return rowOf(datacenter);
    }

    List<String> others() {
        return all.stream()
                .filter(other -> !other.equals(datacenter))
                .map(this::rowOf)
                .toList();
    }

    private String rowOf(DatacenterName written) {
        return observer + "@" + written;
    }

    void acknowledged(long round) {
        arrivals.acknowledged(datacenter, round);
    }

    Arrivals.Asking asking(Instant at) {
        return arrivals.asking(at);
    }

    void found(Map<String, Long> rounds, Arrivals.Asking asked) {
        var byDatacenter = new HashMap<DatacenterName, Long>();
        all.forEach(written -> {
            var round = rounds.get(rowOf(written));
            if (round != null) {
                byDatacenter.put(written, round);
            }
        });
        arrivals.found(datacenter, byDatacenter, asked);
    }

    List<ReplicationLag> lags() {
        return arrivals.of(datacenter);
    }
}
