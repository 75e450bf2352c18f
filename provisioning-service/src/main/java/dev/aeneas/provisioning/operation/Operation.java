package dev.aeneas.provisioning.operation;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A long piece of work on one cluster, phase after phase.
 *
 * @param datacenter what it is about; null: the whole cluster
 * @param position of the phase that runs; beyond the last one when all are done
 * @param attempt of that phase, from 1
 * @param error why it failed; while phases still run after it, they take back what was made
 * @param endedAt null while it runs
 */
public record Operation(
        String id,
        OperationKind kind,
        DatacenterName datacenter,
        List<PhaseRun> phases,
        int position,
        int attempt,
        ProvisionError error,
        Instant startedAt,
        Instant endedAt) {
    public Operation {
        phases = List.copyOf(phases);
    }

    /** Begins, with the phases that a provider of that grain needs. */
    public static Operation start(String id, OperationKind kind, Grain grain, DatacenterName datacenter, Instant now) {
        var phases = kind.phases(grain).stream().map(PhaseRun::pending).toList();
        return new Operation(id, kind, datacenter, phases, 0, 1, null, now, null).entering(now);
    }

    /** The phase to be worked on; empty when all are done. */
    public Optional<Phase> phase() {
        return position < phases.size() ? Optional.of(phases.get(position).phase()) : Optional.empty();
    }

    /** The phase that runs is done; the next one runs. */
    public Operation advance(Instant now) {
        return new Operation(id, kind, datacenter, closing(now), position + 1, 1, error, startedAt, endedAt)
                .entering(now);
    }

    public Operation tryAgain() {
        return new Operation(id, kind, datacenter, phases, position, attempt + 1, error, startedAt, endedAt);
    }

    /** Goes on with taking back what was made; what had not begun is dropped. */
    public Operation takeBack(ProvisionError why, Instant now) {
        var kept = new ArrayList<>(closing(now).subList(0, position + 1));
        phase().map(failed -> kind.takingBack(failed, grain()))
                .orElse(List.of())
                .forEach(phase -> kept.add(PhaseRun.pending(phase)));
        return new Operation(id, kind, datacenter, kept, position + 1, 1, why, startedAt, endedAt).entering(now);
    }

    public Operation fail(ProvisionError why, Instant now) {
        return new Operation(id, kind, datacenter, phases, position, attempt, why, startedAt, now);
    }

    public Operation end(Instant now) {
        return new Operation(id, kind, datacenter, phases, position, attempt, error, startedAt, now);
    }

    private Grain grain() {
        boolean orders = phases.stream().anyMatch(run -> run.phase() == Phase.ORDER_DATACENTERS);
        return orders ? Grain.DATACENTER : Grain.NODE;
    }

    /** True from the failure on: what still runs takes back. */
    public boolean takingBack() {
        return error != null;
    }

    private List<PhaseRun> closing(Instant now) {
        return replaced(phases.get(position).ended(now));
    }

    private Operation entering(Instant now) {
        return position < phases.size()
                ? new Operation(
                        id,
                        kind,
                        datacenter,
                        replaced(phases.get(position).started(now)),
                        position,
                        attempt,
                        error,
                        startedAt,
                        endedAt)
                : this;
    }

    private List<PhaseRun> replaced(PhaseRun run) {
        var changed = new ArrayList<>(phases);
        changed.set(position, run);
        return changed;
    }
}
