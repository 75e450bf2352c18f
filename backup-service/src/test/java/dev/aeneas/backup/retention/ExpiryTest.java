package dev.aeneas.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.retention.Expiry.Situation;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Retention;
import dev.aeneas.contracts.BackupEvent.BackupDeleted.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which backups go, and the memory of what stays. */
class ExpiryTest {
    private static final Instant NOW = Instant.parse("2027-01-10T03:00:00Z");
    private static final Duration GRACE = Duration.ofHours(24);
    private static final Retention TWO_DAYS = new Retention(48, null);

    private static StoredBackup complete(String id, String schedule, Retention then, long hoursAgo) {
        return new StoredBackup("default", id, true, NOW.minus(Duration.ofHours(hoursAgo)), schedule, then);
    }

    private static StoredBackup incomplete(String id, long hoursAgo) {
        return new StoredBackup("default", id, false, NOW.minus(Duration.ofHours(hoursAgo)), null, null);
    }

    private static List<Expired> expired(Map<String, Retention> schedules, Set<String> inUse, StoredBackup... backups) {
        return Expiry.of(List.of(backups), new Situation(schedules, inUse, Set.of("v"), GRACE, NOW));
    }

    @Test
    void letsGoWhatIsOlderThanItsScheduleSaysNow() {
        var nightly = Map.of("nightly", TWO_DAYS);
        assertThat(expired(
                        nightly,
                        Set.of(),
                        complete("n1", "nightly", new Retention(1000, null), 49),
                        complete("n2", "nightly", new Retention(1000, null), 47),
                        complete("n3", "nightly", new Retention(1000, null), 1)))
                .containsExactly(new Expired("default", "n1", Reason.TOO_OLD));
    }

    @Test
    void keepsTheNewestThatWasReadBackAndFoundToBeWell() {
        assertThat(expired(
                        Map.of("nightly", new Retention(0, 1)),
                        Set.of(),
                        complete("older", "nightly", null, 5),
                        complete("v", "nightly", null, 4),
                        complete("notVerified", "nightly", null, 3),
                        complete("newest", "nightly", null, 1)))
                .extracting(Expired::backupId)
                .containsExactly("notVerified", "older");
    }

    @Test
    void letsGoWhatIsMoreThanItsScheduleCounts() {
        assertThat(expired(
                        Map.of("nightly", new Retention(0, 2)),
                        Set.of(),
                        complete("n1", "nightly", null, 3),
                        complete("n2", "nightly", null, 2),
                        complete("n3", "nightly", null, 1)))
                .containsExactly(new Expired("default", "n1", Reason.TOO_MANY));
    }

    @Test
    void neverLetsGoTheNewestOfAScheduleHoweverOld() {
        assertThat(expired(Map.of("nightly", TWO_DAYS), Set.of(), complete("n1", "nightly", TWO_DAYS, 1000)))
                .isEmpty();
    }

    @Test
    void neverLetsGoTheNewestOfTheClusterThoughItsScheduleIsNoMore() {
        assertThat(expired(
                        Map.of(),
                        Set.of(),
                        complete("n1", "nightly", TWO_DAYS, 1001),
                        complete("n2", "nightly", TWO_DAYS, 1000)))
                .extracting(Expired::backupId)
                .containsExactly("n1");
    }

    @Test
    void doesNotTakeABackupThatWasNeverCompletedForTheNewest() {
        assertThat(expired(
                        Map.of("nightly", TWO_DAYS),
                        Set.of(),
                        complete("n1", "nightly", TWO_DAYS, 60),
                        incomplete("n2", 1)))
                .isEmpty();
    }

    @Test
    void keepsWhatNobodysScheduleMadeAndWhatIsInUse() {
        assertThat(expired(
                        Map.of("nightly", TWO_DAYS),
                        Set.of("n1"),
                        complete("byHand", null, null, 5000),
                        complete("n1", "nightly", TWO_DAYS, 100),
                        complete("n2", "nightly", TWO_DAYS, 1)))
                .isEmpty();
    }

    @Test
    void letsGoWhatWasAbandonedLongAgoUnlessSomebodyIsAtIt() {
        assertThat(expired(
                        Map.of(), Set.of("open"), incomplete("open", 30), incomplete("old", 25), incomplete("new", 23)))
                .containsExactly(new Expired("default", "old", Reason.ABANDONED));
    }

    @Test
    void remembersEveryDigestInPassesOfBoundedMemory() throws IOException {
        var digests = new ArrayList<Digest>();
        for (int i = 0; i < 1000; i++) {
            digests.add(Digest.of(new ByteArrayInputStream(("" + i).getBytes(StandardCharsets.UTF_8))));
        }
        int passes = 0;
        int found = 0;
        for (long from = Marks.LOWEST; ; passes++) {
            var marks = new Marks(from, 64);
            for (int twice = 0; twice < 2; twice++) {
                digests.subList(0, 900).forEach(digest -> marks.add(digest.hex()));
            }
            marks.sorted();
            for (int i = 0; i < digests.size(); i++) {
                if (marks.covers(digests.get(i))) {
                    assertThat(marks.contains(digests.get(i))).isEqualTo(i < 900);
                    found++;
                }
            }
            if (marks.isLast()) {
                break;
            }
            from = marks.end();
        }
        assertThat(found).isEqualTo(1000); // each exactly once
        assertThat(passes).isBetween(10, 40);
    }
}
