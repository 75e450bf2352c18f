package dev.aeneas.failover.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.failover.forecast.Beside.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BesideTest {
    /** A drill of docs/measured-facts.md. */
    private record Drill(double noticing, double growthForecast, double down, double rto, double steps) {
        Shown shown() {
            return new Shown(seconds(rto - down), seconds(steps));
        }
    }

    /**
     * By kill, by kill, by cut, on a machine whose load rose meanwhile. What scaling measured of its steps is not in the docs; it is what its
     * next forecasts give away, since they were learnt from it. Its third forecast is what it would say now of these two runs; it was 49.05 s.
     */
    private static final List<Drill> DRILLS = List.of(
            new Drill(1.25, 18.25, 1.6, 47.0, 42.5),
            new Drill(1.25, 40.35, 1.4, 70.2, 64.0),
            new Drill(1.85, 54.4, 1.9, 68.0, 62.0));

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Test
    void theThirdOfTheDrillsIsForecastWithinAQuarter() {
        var shown = new ArrayList<Shown>();
        var errors = new ArrayList<Double>();
        for (var drill : DRILLS) {
            var forecast = Beside.of(shown).rto(seconds(drill.noticing()), seconds(drill.growthForecast()));
            errors.add(drill.rto() * 1000 / forecast.toMillis() - 1);
            shown.add(0, drill.shown());
        }
        assertThat(errors.get(0)).isBetween(1.0, 1.41); // nothing was known: it was 1.41 without what is assumed
        assertThat(errors.get(1)).isBetween(0.5, 0.69); // the load had doubled
        assertThat(errors.get(2)).isBetween(-0.25, 0.25);
    }

    @Test
    void oneOddFailoverChangesLittleAndOldOnesNothing() {
        var usual = new Shown(seconds(44), seconds(40));
        var odd = new Shown(seconds(400), seconds(40)); // somebody held the lock that day
        var old = new Shown(seconds(90), seconds(40));
        assertThat(Beside.of(List.of(usual, odd, usual)).time()).isEqualTo(seconds(4));
        assertThat(Beside.of(List.of(usual, odd)).time()).isEqualTo(seconds(182));
        assertThat(Beside.of(List.of(usual, usual, usual, usual, usual, old, old, old, old, old, old)))
                .isEqualTo(new Beside(5, seconds(4)));
    }

    @Test
    void whereNothingGrowsThereIsNothingBeside() {
        assertThat(Beside.ASSUMED.rto(seconds(1.25), Duration.ZERO)).isEqualTo(seconds(1.25));
    }

    @Test
    void whatScalingLearnsIsNotLearntTwice() {
        var slowMachine = new Shown(seconds(100), seconds(97));
        assertThat(Beside.of(List.of(slowMachine)).rto(seconds(2), seconds(97))).isEqualTo(seconds(102));
    }
}
