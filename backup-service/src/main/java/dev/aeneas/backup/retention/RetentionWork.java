package dev.aeneas.backup.retention;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Work;
import java.util.List;

/** The long work of retention; each looks first at what is there. */
public sealed interface RetentionWork extends Work {
    ClusterName cluster();

    /** Finds the backups that have to go. */
    record Plan(ClusterName cluster, String holder, List<Asked> asked) implements RetentionWork {
        @Override
        public String key() {
            return "plan-" + holder;
        }
    }

    /** Deletes these backups, then every content that no other one needs. */
    record Sweep(ClusterName cluster, String holder, List<Expired> expired) implements RetentionWork {
        @Override
        public String key() {
            return "sweep-" + holder;
        }
    }

    /** A backup that somebody wants to have deleted. */
    record Asked(String backupId, boolean evenTheLast) {}

    /** A deletion that is not carried out, and why. */
    record NotDeleted(String backupId, Kind kind, String reason) {}

    /** What has to go, recorded before anything does. */
    record Planned(List<Expired> expired, List<NotDeleted> notDeleted) {}

    /** It is gone. */
    record Done(MarkAndSweep.Swept swept) {}
}
