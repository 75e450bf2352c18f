package dev.aeneas.platform.process;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.contracts.ProvisioningEvent.OperationSucceeded;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A process to test the engine with: counts what it was started for, and works once per start. */
record Tally(ClusterName cluster, int starts, int worked, int failed, boolean woken, boolean deleted) {

    static final ProcessKind<Tally> KIND = ProcessKind.of("tally", Tally.class)
            .opens(CreateCluster.class, c -> c.cluster().value(), Tally::create)
            .on(StartCluster.class, c -> c.cluster().value(), Tally::start, in -> refuse(in.body()))
            .on(DeleteCluster.class, c -> c.cluster().value(), Tally::delete)
            .onReport(Worked.class, Tally::worked)
            .onReport(WorkFailed.class, Tally::failed)
            .onReport(Wake.class, Tally::wake)
            .work(Tally::openWork)
            .wakeAt(tally -> tally.woken ? Optional.empty() : Optional.of(Instant.EPOCH))
            .closedWhen(Tally::deleted)
            .build();

    record Step(int number) implements Work {
        @Override
        public String key() {
            return "step-" + number;
        }
    }

    record Worked(int number) {}

    private static Decision<Tally> create(Optional<Tally> tally, Received<CreateCluster> in) {
        var state = tally.orElseGet(() -> new Tally(in.body().cluster(), 0, 0, 0, false, false));
        return Decision.of(state);
    }

    private Decision<Tally> start(Received<StartCluster> in) {
        int number = starts + 1;
        return Decision.of(with(number, worked), new OperationStarted(cluster, "op-" + number, "Start"))
                .and(new OperationStarted(cluster, "op-" + number, "Twice"));
    }

    private Decision<Tally> worked(Received<Worked> in) {
        int number = in.body().number();
        return Decision.of(with(starts, number), new OperationSucceeded(cluster, "op-" + number, "Start"));
    }

    private Decision<Tally> failed(Received<WorkFailed> in) {
        return Decision.of(new Tally(cluster, starts, starts, failed + 1, woken, deleted));
    }

    private Decision<Tally> wake(Received<Wake> in) {
        return Decision.of(new Tally(cluster, starts, worked, failed, true, deleted));
    }

    private Decision<Tally> delete(Received<DeleteCluster> in) {
        return Decision.of(
                new Tally(cluster, starts, worked, failed, woken, true), new ClusterDeleted(cluster, "op-delete"));
    }

    private static ProvisioningRefused refuse(StartCluster command) {
        return new ProvisioningRefused(
                command.cluster(),
                "start",
                Refusal.Kind.NOT_FOUND,
                List.of(new Refusal.Violation("cluster", "must exist")),
                null);
    }

    private List<Step> openWork() {
        return worked < starts ? List.of(new Step(worked + 1)) : List.of();
    }

    private Tally with(int newStarts, int newWorked) {
        return new Tally(cluster, newStarts, newWorked, failed, woken, deleted);
    }
}
