package dev.aeneas.backup.refusal;

import dev.aeneas.contracts.BackupEvent.BackupRefused;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.List;

/** Refuses one kind of message about one cluster and, where there is one, one backup. */
public record Refusals(ClusterName cluster, Class<? extends Message> refused, String backupId) {

    /** Refuses what is no single backup's. */
    public static Refusals of(Message refused) {
        return new Refusals(refused.cluster(), refused.getClass(), null);
    }

    public BackupRefused unknownCluster() {
        return because(Kind.NOT_FOUND, "cluster", "no cluster is called '" + cluster + "'");
    }

    public BackupRefused because(Kind kind, String field, String rule) {
        return because(kind, List.of(new Violation(field, rule)));
    }

    public BackupRefused because(Kind kind, List<Violation> violations) {
        return new BackupRefused(cluster, MessageTypes.nameOf(refused), kind, violations, backupId);
    }
}
