package dev.aeneas.scaling.change;

import dev.aeneas.contracts.ClusterTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster's changes.
 *
 * @param topology the newest that provisioning told; null: there is no such cluster any more
 * @param open null while none is
 * @param ended the newest first, a bounded number
 */
public record Changes(ClusterTopology topology, ChangeRun open, List<ChangeRun> ended) {
    private static final int REMEMBERED_MAX = 20;

    public Changes {
        ended = ended == null ? List.of() : List.copyOf(ended);
    }

    /** All that are remembered, the newest first. */
    public List<ChangeRun> all() {
        return Stream.concat(Stream.ofNullable(open), ended.stream()).toList();
    }

    public Optional<ChangeRun> run(String runId) {
        return all().stream().filter(run -> run.runId().equals(runId)).findFirst();
    }

    Optional<ChangeRun> openRun(String runId) {
        return Optional.ofNullable(open).filter(run -> run.runId().equals(runId));
    }

    Changes seen(ClusterTopology newer) {
        boolean outdated = topology != null && topology.revision() >= newer.revision();
        return outdated ? this : new Changes(newer, open, ended);
    }

    Changes deleted() {
        return new Changes(null, open, ended);
    }

    /** The run goes on, or is over and remembered. */
    Changes with(ChangeRun run) {
        if (!run.over()) {
            return new Changes(topology, run, ended);
        }
        var remembered = new ArrayList<>(List.of(run));
        ended.stream().limit(REMEMBERED_MAX - 1L).forEach(remembered::add);
        return new Changes(topology, null, remembered);
    }
}
