package dev.aeneas.backup.advice;

import dev.aeneas.backup.advice.LoadHistory.Look;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A cluster's load as a table: one process per cluster. */
public final class LoadProcess {
    private final Duration interval;

    private LoadProcess(Duration interval) {
        this.interval = interval;
    }

    /** Somebody asks the nodes. */
    record LookAtNodes(ClusterName cluster, int number) implements Work {
        @Override
        public String key() {
            return "look-" + number;
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /**
     * The table.
     *
     * @param interval from one look to the next; well below an hour
     */
    public static ProcessKind<LoadHistory> kind(Duration interval) {
        var decide = new LoadProcess(interval);
        return ProcessKind.of("load", LoadHistory.class)
                .opens(TopologyChanged.class, e -> e.cluster().value(), decide::known)
                .on(ClusterDeleted.class, e -> e.cluster().value(), (load, in) -> Decision.of(load.delete()))
                .onReport(
                        Wake.class,
                        (load, in) -> Decision.of(in.body().due().equals(load.nextAt()) ? load.look() : load))
                .onReport(Look.class, decide::seen)
                .onReport(
                        WorkFailed.class,
                        (load, in) -> Decision.of(
                                load.nextAt() == null ? load.again(in.at().plus(interval)) : load))
                .work(load -> load.nextAt() == null && !load.deleted()
                        ? List.of(new LookAtNodes(load.cluster(), load.looks()))
                        : List.of())
                .wakeAt(load -> Optional.ofNullable(load.nextAt()))
                .closedWhen(LoadHistory::deleted)
                .build();
    }

    /** The process with its worker. */
    public static HostedProcess<LoadHistory, Work> hosted(
            ProcessKind<LoadHistory> kind, ReadRequests requests, InstantSource clock) {
        return new HostedProcess<>(kind, Work.class, (process, work) -> {
            var cluster = ((LookAtNodes) work).cluster();
            return new Look(clock.instant(), requests.served(cluster));
        });
    }

    private Decision<LoadHistory> known(Optional<LoadHistory> load, Received<TopologyChanged> input) {
        return Decision.of(load.filter(l -> !l.deleted())
                .orElseGet(
                        () -> LoadHistory.of(input.body().cluster(), input.at().plus(interval))));
    }

    private Decision<LoadHistory> seen(LoadHistory load, Received<Look> input) {
        return Decision.of(
                load.nextAt() == null ? load.seen(input.body(), input.at().plus(interval)) : load);
    }
}
