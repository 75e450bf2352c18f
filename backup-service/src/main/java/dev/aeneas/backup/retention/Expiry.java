package dev.aeneas.backup.retention;

import dev.aeneas.backup.run.Retention;
import dev.aeneas.contracts.BackupEvent.BackupDeleted.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which backups of a cluster have to go.
 *
 * <p>A schedule's retention counts as it is now; of a schedule that is no more, as it was when the backup was made. What
 * nobody's schedule made stays until somebody deletes it. Never goes: the newest complete backup of the cluster and the newest
 * that was verified, those of each schedule there is, and what is in use.
 */
final class Expiry {
    private final Situation situation;
    private final List<StoredBackup> newestFirst;
    private final Set<String> last;

    private Expiry(Collection<StoredBackup> backups, Situation situation) {
        this.situation = situation;
        this.newestFirst = backups.stream()
                .filter(StoredBackup::complete)
                .sorted(Comparator.comparing(StoredBackup::at).reversed())
                .toList();
        this.last = last();
    }

    /**
     * What retention looks at beside the backups.
     *
     * @param schedules those there are
     * @param inUse backups that are being made or read
     * @param verified backups that were read back and found to be well
     * @param grace for how long an incomplete backup may still be somebody's
     */
    record Situation(
            Map<String, Retention> schedules, Set<String> inUse, Set<String> verified, Duration grace, Instant now) {}

    /** In the order of their names. */
    static List<Expired> of(Collection<StoredBackup> backups, Situation situation) {
        var expiry = new Expiry(backups, situation);
        return Stream.concat(expiry.complete(), expiry.abandoned(backups))
                .sorted(Comparator.comparing(Expired::backupId))
                .toList();
    }

    /** The newest complete backup of the cluster; empty where there is none. */
    static Optional<String> newest(Collection<StoredBackup> backups) {
        return backups.stream()
                .filter(StoredBackup::complete)
                .max(Comparator.comparing(StoredBackup::at))
                .map(StoredBackup::backupId);
    }

    private Stream<Expired> complete() {
        var seen = new HashMap<String, Integer>();
        return newestFirst.stream()
                .filter(backup -> retention(backup).isPresent())
                .flatMap(backup -> reason(backup, seen.merge(backup.scheduleName(), 1, Integer::sum)).stream()
                        .map(reason -> new Expired(backup.store(), backup.backupId(), reason)))
                .filter(this::mayGo);
    }

    /**
     * Why it goes.
     *
     * @param position among its schedule's, from 1 for the newest
     */
    private Optional<Reason> reason(StoredBackup backup, int position) {
        var retention = retention(backup).orElseThrow();
        if (retention.count() != null && position > retention.count()) {
            return Optional.of(Reason.TOO_MANY);
        }
        var until = backup.at().plus(Duration.ofHours(retention.hours()));
        return retention.hours() > 0 && situation.now().isAfter(until) ? Optional.of(Reason.TOO_OLD) : Optional.empty();
    }

    private Optional<Retention> retention(StoredBackup backup) {
        return backup.scheduleName() == null
                ? Optional.empty()
                : Optional.ofNullable(situation.schedules().getOrDefault(backup.scheduleName(), backup.retention()));
    }

    private Stream<Expired> abandoned(Collection<StoredBackup> backups) {
        var before = situation.now().minus(situation.grace());
        return backups.stream()
                .filter(backup -> !backup.complete() && backup.at().isBefore(before))
                .map(backup -> new Expired(backup.store(), backup.backupId(), Reason.ABANDONED))
                .filter(this::mayGo);
    }

    private boolean mayGo(Expired expired) {
        return !last.contains(expired.backupId()) && !situation.inUse().contains(expired.backupId());
    }

    private Set<String> last() {
        var ids = new HashSet<String>();
        keep(backup -> true, ids);
        situation.schedules().keySet().forEach(schedule -> keep(b -> schedule.equals(b.scheduleName()), ids));
        return ids;
    }

    /** The newest of these, and the newest that was verified. */
    private void keep(Predicate<StoredBackup> these, Set<String> ids) {
        newestFirst.stream()
                .filter(these)
                .findFirst()
                .map(StoredBackup::backupId)
                .ifPresent(ids::add);
        newestFirst.stream()
                .filter(these)
                .map(StoredBackup::backupId)
                .filter(situation.verified()::contains)
                .findFirst()
                .ifPresent(ids::add);
    }
}
