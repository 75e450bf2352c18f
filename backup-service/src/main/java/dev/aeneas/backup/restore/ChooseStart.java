package dev.aeneas.backup.restore;

import dev.aeneas.backup.archive.LogReach;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds the backup from which a moment can be reached: the newest that was frozen before it, holds what is asked for, and whose
 * log goes on to the moment without a gap.
 */
final class ChooseStart {
    /** Logs go on from the newest backup only, so that older ones hardly ever reach further. */
    private static final int TRIED_MAX = 10;

    private final ReadBackup backups;

    ChooseStart(ReadBackup backups) {
        this.backups = backups;
    }

    Start of(RestoreBackup command) throws IOException {
        if (command.pointInTime() == null) {
            return Start.of(command.backupId());
        }
        if (command.backupId() == null) {
            return chosen(command);
        }
        var named = backups.head(command.from(command.backupId()));
        return named.isEmpty() ? Start.of(command.backupId()) : reach(command, named.get());
    }

    private Start chosen(RestoreBackup command) throws IOException {
        var heads = new ArrayList<BackupHead>();
        for (var backupId : backups.ids(command)) {
            backups.head(command.from(backupId))
                    .filter(head -> head.isBefore(command.pointInTime()) && head.holds(command))
                    .ifPresent(heads::add);
        }
        heads.sort(Comparator.comparing(BackupHead::frozenAt).reversed());
        Start newest = null;
        for (var head : heads.stream().limit(TRIED_MAX).toList()) {
            var start = reach(command, head);
            if (start.violations().isEmpty()) {
                return start;
            }
            newest = newest == null ? start : newest;
        }
        return newest == null
                ? Start.none(
                        Kind.NOT_FOUND,
                        "must be after a complete backup that holds what is asked for; " + command.sourceCluster()
                                + " has none from before " + command.pointInTime())
                : newest.without(newest.violations());
    }

    private Start reach(RestoreBackup command, BackupHead head) throws IOException {
        if (!head.isBefore(command.pointInTime())) {
            var rule = "must be after " + head.frozenAt() + ", when backup '" + head.backupId() + "' was frozen";
            return new Start(head.backupId(), Map.of(), Kind.INVALID, List.of(new Violation("pointInTime", rule)));
        }
        var reach = new LogReach(backups.store(command)).of(head.logged(command), head.nodes(), command.pointInTime());
        var gaps = reach.gaps().stream()
                .map(gap ->
                        new Violation("pointInTime", "cannot be reached from backup '" + head.backupId() + "': " + gap))
                .toList();
        return new Start(head.backupId(), reach.bytes(), gaps.isEmpty() ? null : Kind.INVALID, gaps);
    }
}
