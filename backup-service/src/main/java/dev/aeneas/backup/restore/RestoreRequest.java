package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.time.Instant;
import java.util.List;

/**
 * What is to be brought back, and where to.
 *
 * @param contacts nodes of the target that were thought to hold data at {@code requestedAt}; the ring knows better
 */
public record RestoreRequest(RestoreBackup command, Instant requestedAt, List<BackupNode> contacts) {

    /** The same, beginning with this backup, which was chosen for it. */
    RestoreRequest from(String backupId) {
        return backupId == null ? this : new RestoreRequest(command.from(backupId), requestedAt, contacts);
    }

    public ClusterName cluster() {
        return command.cluster();
    }

    public String restoreId() {
        return command.restoreId();
    }

    /** Also the name under which it holds the topology lock. */
    public String runId() {
        return RestoreProcess.id(cluster(), restoreId());
    }
}
