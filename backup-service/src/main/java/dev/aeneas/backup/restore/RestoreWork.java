package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.ExpectedTable;
import dev.aeneas.platform.process.Work;
import java.util.List;

/** The long work of a restore; each piece looks first at what is done already. */
public sealed interface RestoreWork extends Work {
    RestoreRequest request();

    int attempt();

    /** Looks whether the restore may begin. */
    record Check(RestoreRequest request, int attempt) implements RestoreWork {
        @Override
        public String key() {
            return "check#" + attempt;
        }
    }

    /**
     * A phase on one node, or for the whole cluster.
     *
     * @param expected what the files hold, once that is known
     */
    record Perform(RestoreRequest request, RestoreTarget target, Phase phase, Step step, List<ExpectedTable> expected)
            implements RestoreWork {
        @Override
        public int attempt() {
            return step.attempt();
        }

        @Override
        public String key() {
            return phase + (step.node() == null ? "" : "-" + step.node()) + "#" + step.round();
        }
    }
}
