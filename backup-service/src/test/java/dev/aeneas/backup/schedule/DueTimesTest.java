package dev.aeneas.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.schedule.DueTimes.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rome puts its clocks forward on 28 March 2027 at 02:00 (01:00Z) and back on 31 October 2027 at 03:00 (01:00Z). */
class DueTimesTest {
    private static final String ROME = "Europe/Rome";

    private static List<Instant> next(String cron, String after, int count) {
        return DueTimes.parse(cron, ROME).next(Instant.parse(after), count);
    }

    private static List<Instant> at(String... instants) {
        return Stream.of(instants).map(Instant::parse).toList();
    }

    @Test
    void keepsTheWallClockTimeInSummerAndInWinter() {
        assertThat(next("0 5 * * *", "2027-03-26T12:00:00Z", 3))
                .isEqualTo(at("2027-03-27T04:00:00Z", "2027-03-28T03:00:00Z", "2027-03-29T03:00:00Z"));
    }

    @Test
    void makesUpForATimeThatSpringSkipsAsSoonAsTheHourIsOver() {
        assertThat(next("30 2 * * *", "2027-03-27T00:00:00Z", 3))
                .isEqualTo(at("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"));
    }

    @Test
    void countsSeveralSkippedTimesAsOne() {
        assertThat(next("*/15 2 * * *", "2027-03-27T12:00:00Z", 2))
                .isEqualTo(at("2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z"));
    }

    @Test
    void makesUpForNothingThatComesEveryHourAnyway() {
        assertThat(next("30 * * * *", "2027-03-28T00:00:00Z", 3))
                .isEqualTo(at("2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", "2027-03-28T02:30:00Z"));
    }

    @Test
    void comesOnceAtATimeThatAutumnShowsTwice() {
        assertThat(next("30 2 * * *", "2027-10-30T12:00:00Z", 2))
                .isEqualTo(at("2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"));
    }

    @Test
    void comesInBothOfTheHoursThatAutumnShowsTwiceWhenHourly() {
        assertThat(next("0 * * * *", "2027-10-30T23:30:00Z", 3))
                .isEqualTo(at("2027-10-31T00:00:00Z", "2027-10-31T01:00:00Z", "2027-10-31T02:00:00Z"));
    }

    @Test
    void isOverForeverOnADayThatNeverComes() {
        assertThat(next("0 0 30 2 *", "2027-01-01T00:00:00Z", 5)).isEmpty();
    }

    @Test
    void findsTheLongestIntervalOverTheWeekend() {
        var weekdays = DueTimes.parse("0 2 * * 1-5", "UTC");
        assertThat(weekdays.longestInterval(Instant.parse("2027-01-01T00:00:00Z"), 64))
                .contains(Duration.ofDays(3));
    }

    @Test
    void catchesUpWithTheNewestTimeAndCountsTheEarlierOnes() {
        var nightly = DueTimes.parse("0 2 * * *", "UTC");
        var due = nightly.newest(Instant.parse("2027-01-01T02:00:00Z"), Instant.parse("2027-01-04T09:00:00Z"));
        assertThat(due).isEqualTo(new Due(Instant.parse("2027-01-04T02:00:00Z"), 3));
    }

    @Test
    void stopsCountingWhatWasMissedInAYearOfMinutes() {
        var everyMinute = DueTimes.parse("* * * * *", "UTC");
        var due = everyMinute.newest(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:30Z"));
        assertThat(due).isEqualTo(new Due(Instant.parse("2027-01-01T00:00:00Z"), DueTimes.MISSED_COUNTED_MAX));
    }

    @Test
    void saysWhatIsWrongWithABadExpression() {
        assertThatThrownBy(() -> DueTimes.parse("61 2 * * *", "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("61")
                .hasMessageContaining("[0, 59]");
    }
}
