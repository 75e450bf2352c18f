package dev.aeneas.failover.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.cost.CostAdvice.Kind;
import dev.aeneas.failover.cost.CostAdvice.Way;
import dev.aeneas.failover.forecast.Beside;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostAdviceTest {
    private static final Sku SMALL = new Sku("Local_S");
    private static final Sku FULL = new Sku("Local_M");
    private static final Size TARGET = new Size(6, FULL);
    private static final long GIBIBYTES_12 = 12L << 30;
    private static final StepRates RATES = new StepRates(Map.of(
            "RESTART", line(2, 8),
            "PREPARE", line(4, 2),
            "JOIN_UNLIMITED", line(6, 10),
            "VERIFY", line(1, 0)));

    private static final Beside NOTHING = new Beside(0, Duration.ZERO);

    private static StepRates.Line line(int base, int each) {
        return new StepRates.Line(Duration.ofSeconds(base), Duration.ofSeconds(each));
    }

    private static Prices prices(String small, String full) {
        return new Prices(
                "EUR",
                Map.of("Local_S", new BigDecimal(small), "Local_M", new BigDecimal(full)),
                new BigDecimal("0.10"),
                new BigDecimal("0.02"),
                new BigDecimal("0.01"),
                new BigDecimal("500"));
    }

    private static CostFacts facts(Beside beside) {
        return new CostFacts(
                TARGET,
                new Size(3, SMALL),
                new CostFacts.Racks(3, 3),
                GIBIBYTES_12,
                RATES,
                Duration.ofSeconds(2),
                Optional.of(Duration.ofSeconds(40)),
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(Duration.ZERO),
                Optional.of(Duration.ofHours(3)),
                beside);
    }

    private static CostAdvice advice(Beside beside) {
        return CostAdvice.of(prices("100", "200"), facts(beside));
    }

    private static Way way(CostAdvice advice, Size size) {
        return advice.ways().stream()
                .filter(way -> size.equals(way.size()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void offersBackupsOnlyEverySmallerSizeAndTheFullOneTheCheapestFirst() {
        assertThat(advice(NOTHING).ways())
                .extracting(Way::size)
                .containsExactly(null, new Size(3, SMALL), new Size(3, FULL), new Size(6, SMALL), TARGET);
        assertThat(advice(NOTHING).ways())
                .extracting(Way::kind)
                .containsExactly(Kind.BACKUP_ONLY, Kind.WARM, Kind.WARM, Kind.WARM, Kind.HOT);
    }

    @Test
    void countsNodesDisksAndTransfer() {
        var warm = way(advice(NOTHING), new Size(3, SMALL));
        assertThat(warm.parts().nodes()).isEqualByComparingTo("300");
        assertThat(warm.parts().storage()).isEqualByComparingTo("1.20");
        assertThat(warm.parts().transfer()).isEqualByComparingTo("5");
        assertThat(warm.pricePerMonth()).isEqualByComparingTo("306.20");
        var backup = advice(NOTHING).ways().get(0);
        assertThat(backup.pricePerMonth()).isEqualByComparingTo("5.24");
    }

    @Test
    void forecastsEachSizeByWhatItWouldHaveToDo() {
        var advice = advice(NOTHING);
        // nothing but to notice
        assertThat(way(advice, TARGET).rto()).isEqualTo(Duration.ofSeconds(2));
        // what stands there now is scaling's own forecast
        assertThat(way(advice, new Size(3, SMALL)).rto()).isEqualTo(Duration.ofSeconds(2 + 40));
        // two nodes in each of three racks restarted, and looked at
        assertThat(way(advice, new Size(6, SMALL)).rto()).isEqualTo(Duration.ofSeconds(2 + 3 * (2 + 2 * 8) + 1));
        // three prepared, each joining with 2 GiB, and looked at
        assertThat(way(advice, new Size(3, FULL)).rto()).isEqualTo(Duration.ofSeconds(2 + 4 + 3 * 2 + 6 + 2 * 10 + 1));
        // six machines made, everything restored
        assertThat(advice.ways().get(0).rto()).isEqualTo(Duration.ofSeconds(2 + 4 + 6 * 2 + 1 + 600));
    }

    @Test
    void tellsTheLossBesideTheTime() {
        var advice = advice(NOTHING);
        assertThat(way(advice, TARGET).rpo()).isEqualTo(Duration.ZERO);
        assertThat(advice.ways().get(0).rpo()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void countsWhatRecoveryTakesBesideGrowing() {
        var beside = new Beside(3, Duration.ofSeconds(5));
        assertThat(way(advice(beside), new Size(3, SMALL)).rto()).isEqualTo(Duration.ofSeconds(2 + 40 + 5));
        assertThat(way(advice(beside), TARGET).rto()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void leavesOutWhatIsDearerThanTheFullSize() {
        var sizes = CostAdvice.of(prices("300", "200"), facts(NOTHING)).ways().stream()
                .map(Way::size)
                .toList();
        assertThat(sizes).containsExactly(null, new Size(3, FULL), new Size(3, SMALL), TARGET);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        var unknown = new CostFacts(
                TARGET,
                new Size(3, SMALL),
                new CostFacts.Racks(3, 3),
                GIBIBYTES_12,
                new StepRates(Map.of()),
                Duration.ofSeconds(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOTHING);
        var onlySmall = new Prices("EUR", Map.of("Local_S", BigDecimal.TEN), null, null, null, null);
        var advice = CostAdvice.of(onlySmall, unknown);
        assertThat(way(advice, TARGET).pricePerMonth()).isNull();
        assertThat(way(advice, new Size(3, SMALL)).rto()).isNull();
        assertThat(advice.ways()).last().extracting(Way::size).isEqualTo(TARGET);
        assertThat(advice.notes())
                .anyMatch(note -> note.contains("no Local_M"))
                .anyMatch(note -> note.contains("transfer"))
                .anyMatch(note -> note.contains("backupGibMonth"))
                .anyMatch(note -> note.contains("drill"));
    }

    @Test
    void refusesAListThatCannotBeOne() {
        assertThatThrownBy(() -> new Prices("", Map.of("a", BigDecimal.ONE), null, null, null, null))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> new Prices("EUR", Map.of(), null, null, null, null))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> new Prices("EUR", Map.of("a", BigDecimal.ONE.negate()), null, null, null, null))
                .isInstanceOf(InvalidField.class);
    }
}
