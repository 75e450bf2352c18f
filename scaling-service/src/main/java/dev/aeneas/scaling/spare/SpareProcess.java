package dev.aeneas.scaling.spare;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ScalingEvent.SparesMissing;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.scaling.spare.SparesSeen.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of a cluster whose spares are looked at: one process per cluster, open while it keeps any. */
public final class SpareProcess {
    /** Name of the kind: also part of a process's key in the journal. */
    public static final String KIND = "spares";

    private final SpareBounds bounds;

    private SpareProcess(SpareBounds bounds) {
        this.bounds = bounds;
    }

    public static ProcessKind<SpareWatch> kind(SpareBounds bounds) {
        var process = new SpareProcess(bounds);
        return ProcessKind.of(KIND, SpareWatch.class)
                .opens(TopologyChanged.class, m -> m.cluster().value(), process::topologyChanged)
                .on(ClusterDeleted.class, m -> m.cluster().value(), (watch, in) -> Decision.of(watch.turnedOff()))
                .onReport(SparesSeen.class, process::seen)
                .onReport(WorkFailed.class, (watch, in) -> Decision.of(process.later(watch, in.at())))
                .onReport(Wake.class, SpareProcess::woken)
                .work(SpareWatch::openWork)
                .wakeAt(SpareWatch::wakeAt)
                .closedWhen(watch -> !watch.on())
                .build();
    }

    /** That nobody keeps spares any more is found out by the next look: this message may be older than another one. */
    private Decision<SpareWatch> topologyChanged(Optional<SpareWatch> watch, Received<TopologyChanged> input) {
        var topology = input.body().topology();
        return SpareWatch.keepsSpares(topology)
                ? Decision.of(
                        watch.orElseGet(() -> SpareWatch.of(topology.cluster())).turnedOn(input.at(), bounds))
                : Decision.of(watch.orElse(null));
    }

    private Decision<SpareWatch> seen(SpareWatch watch, Received<SparesSeen> input) {
        var seen = input.body();
        if (seen.datacenters().isEmpty()) {
            return Decision.of(watch.turnedOff());
        }
        var lacking = seen.openRun() == null
                ? seen.datacenters().stream().filter(Kept::lacks).toList()
                : List.<Kept>of();
        var next = later(watch, input.at())
                .with(lacking.stream().map(Kept::datacenter).toList());
        List<Message> said = new ArrayList<>();
        for (var kept : lacking) {
            if (isDue(watch, kept.datacenter(), input.at())) {
                said.add(missing(next, kept));
                next = next.asking(kept.datacenter(), input.at());
            }
        }
        return new Decision<>(next, said);
    }

    private boolean isDue(SpareWatch watch, DatacenterName datacenter, Instant now) {
        return watch.lacking().contains(datacenter) && watch.mayAsk(datacenter, now, bounds);
    }

    private static SparesMissing missing(SpareWatch watch, Kept kept) {
        return new SparesMissing(
                watch.cluster(),
                kept.datacenter(),
                kept.spareCount(),
                kept.answering(),
                watch.nextRun(kept.datacenter()));
    }

    private SpareWatch later(SpareWatch watch, Instant now) {
        return watch.with(watch.rhythm().looked(now, bounds.interval()));
    }

    private static Decision<SpareWatch> woken(SpareWatch watch, Received<Wake> wake) {
        boolean due = watch.on() && watch.rhythm().isDue(wake.body().due());
        return Decision.of(due ? watch.with(watch.rhythm().begin()) : watch);
    }
}
