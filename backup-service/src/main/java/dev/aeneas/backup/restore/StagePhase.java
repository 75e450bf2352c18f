package dev.aeneas.backup.restore;

import dev.aeneas.backup.pace.Pace;
import dev.aeneas.contracts.BackupCommand.RestoreBackup;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Fetches files to a node for a while, those that are there already excepted. */
final class StagePhase {
    private final ReadBackup backups;
    private final Duration slice;
    private final InstantSource clock;

    StagePhase(ReadBackup backups, Duration slice, InstantSource clock) {
        this.backups = backups;
        this.slice = slice;
        this.clock = clock;
    }

    /** How far a node is. */
    record Far(long bytes, boolean done) {}

    /** Where files go, and how fast. */
    record Target(RestoreNodes.Session session, Pace pace) {}

    Far perform(RestoreBackup command, Target target, NodePlan plan) throws IOException {
        var session = target.session();
        var until = clock.instant().plus(slice);
        long bytes = 0;
        for (var file : plan.files()) {
            if (!session.holds(file)) {
                if (clock.instant().isAfter(until)) {
                    return new Far(bytes, false);
                }
                try (var content = target.pace().paced(backups.open(command, file.digest()))) {
                    session.stage(file, content);
                }
            }
            bytes += file.sizeBytes();
        }
        return new Far(bytes, true);
    }
}
