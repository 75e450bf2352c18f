package dev.aeneas.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.Denial.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DenialBudgetTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final DenialBudget budget = new DenialBudget(2, Duration.ofMinutes(1));

    @Test
    void whatIsTooMuchIsToldWithTheNextOne() {
        assertThat(budget.take(Reason.NO_TOKEN, NOW)).hasValue(0);
        assertThat(budget.take(Reason.NO_TOKEN, NOW)).hasValue(0);
        assertThat(budget.take(Reason.NO_TOKEN, NOW.plusSeconds(59))).isEmpty();
        assertThat(budget.take(Reason.NO_TOKEN, NOW.plusSeconds(59))).isEmpty();
        assertThat(budget.take(Reason.NO_TOKEN, NOW.plusSeconds(60))).hasValue(2);
        assertThat(budget.take(Reason.NO_TOKEN, NOW.plusSeconds(60))).hasValue(0);
        assertThat(budget.take(Reason.NO_TOKEN, NOW.plusSeconds(61))).isEmpty();
    }

    @Test
    void knockingDoesNotHideAColleagueWhoReachesForTooMuch() {
        for (int i = 0; i < 10; i++) {
            budget.take(Reason.NO_TOKEN, NOW);
        }
        assertThat(budget.take(Reason.ROLE_MISSING, NOW)).hasValue(0);
    }
}
