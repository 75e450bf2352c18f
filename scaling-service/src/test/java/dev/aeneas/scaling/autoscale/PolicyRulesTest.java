package dev.aeneas.scaling.autoscale;

import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.datacenter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.Refusal.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three racks, replication factor 3. */
class PolicyRulesTest {
    private static List<String> broken(AutoscalePolicy policy) {
        return PolicyRules.check(policy, datacenter(WEST, 2, 6, SMALL)).stream()
                .map(Violation::field)
                .toList();
    }

    @Test
    void takesAPolicyThatObeysThem() {
        var night = new Window("30 22 * * *", Duration.ofHours(8));

        assertThat(broken(new AutoscalePolicy(3, 9, 60, null, null, null, null)))
                .isEmpty();
        assertThat(broken(new AutoscalePolicy(3, 3, 10, 1L, Duration.ofMinutes(1), List.of(night), "Europe/Rome")))
                .isEmpty();
    }

    @Test
    void namesEveryRuleThatIsBroken() {
        var never = new Window("99 * * * *", Duration.ZERO);
        var policy = new AutoscalePolicy(2, 1, 95, 0L, Duration.ofSeconds(1), List.of(never), "Mars/Base");

        assertThat(broken(policy))
                .containsExactly(
                        "nodeCountMin",
                        "nodeCountMax",
                        "nodeCountMin",
                        "nodeCountMax",
                        "targetCpuPercent",
                        "targetLoadBytes",
                        "cooldown",
                        "windows[0].duration",
                        "windows[0].cronExpression",
                        "timeZone");
    }

    @Test
    void namesEverythingThatIsMissing() {
        assertThat(broken(new AutoscalePolicy(null, null, null, null, null, List.of(new Window(null, null)), null)))
                .containsExactly(
                        "nodeCountMin",
                        "nodeCountMax",
                        "targetCpuPercent",
                        "windows[0].duration",
                        "windows[0].cronExpression");
    }
}
