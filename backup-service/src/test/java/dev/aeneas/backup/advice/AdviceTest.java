package dev.aeneas.backup.advice;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.advice.LoadHistory.Look;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    /** A week, looked at every ten minutes: 10 requests a second at 3 o'clock, 100 else, 500 on Monday noon. */
    private static LoadHistory week() {
        var load = LoadHistory.of(ORDERS, MONDAY);
        long served = 0;
        for (var at = MONDAY; !at.isAfter(MONDAY.plus(Duration.ofDays(7))); at = at.plusSeconds(600)) {
            load = load.seen(new Look(at, Map.of("east_1", served, "east_2", served)), at);
            int hour = at.atZone(ZoneOffset.UTC).getHour();
            boolean rush = hour == 12 && at.atZone(ZoneOffset.UTC).getDayOfWeek() == DayOfWeek.MONDAY;
            served += 300L * (hour == 3 ? 10 : rush ? 500 : 100);
        }
        return load;
    }

    @Test
    void proposesTheQuietestHourWithNumbersInTheUsersTimeZone() {
        var advice = Advice.of(week(), ROME);
        assertThat(advice.hoursObserved()).isEqualTo(168);
        assertThat(advice.everyDay()).isEqualTo(new Advice.Window(null, 4, 10, "0 4 * * *"));
        assertThat(advice.busiest()).isEqualTo(new Advice.Window(DayOfWeek.MONDAY, 13, 500, "0 13 * * 1"));
        assertThat(advice.requestsPerSecond()).isBetween(95.0, 105.0);
    }

    @Test
    void warnsOfABusyTimeAndNamesABetterOne() {
        var noon = List.of(Instant.parse("2026-11-30T12:00:00Z"));
        var advice = ScheduleAdvice.of(week(), noon, ROME, 1.5).orElseThrow();
        assertThat(advice.warning()).contains("500 requests/s").contains("'0 4 * * *' (Europe/Rome) with 10");
    }

    @Test
    void isContentWithAnOrdinaryTime() {
        var night = List.of(Instant.parse("2026-12-01T02:00:00Z"));
        assertThat(ScheduleAdvice.of(week(), night, ROME, 1.5).orElseThrow().warning())
                .isNull();
    }

    @Test
    void saysNothingOfWhatWasNotObserved() {
        var fresh = LoadHistory.of(ORDERS, MONDAY);
        assertThat(ScheduleAdvice.of(fresh, List.of(MONDAY), ROME, 1.5)).isEmpty();
        assertThat(Advice.of(fresh, ROME).everyDay()).isNull();
        assertThat(Advice.of(fresh, ROME).hoursObserved()).isZero();
    }

    @Test
    void countsANodeThatStartedAnewFromNothingAndLeavesALongGapOut() {
        var load = LoadHistory.of(ORDERS, MONDAY)
                .seen(new Look(MONDAY, Map.of("east_1", 1_000_000L)), MONDAY)
                .seen(new Look(MONDAY.plusSeconds(1800), Map.of("east_1", 3_600L, "east_2", 9L)), MONDAY);
        assertThat(load.hours().get(0).requestsPerSecond()).isEqualTo(2.0);
        var late = load.seen(new Look(MONDAY.plusSeconds(90_000), Map.of("east_1", 99_999L)), MONDAY);
        assertThat(late.hours()).isEqualTo(load.hours());
    }
}
