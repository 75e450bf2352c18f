package dev.aeneas.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.aeneas.driver.ClientRouting.Consistency;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteppedLevelsTest {
    private static final Consistency TO = new Consistency("LOCAL_QUORUM", "LOCAL_ONE");
    private static final String LEVEL = "basic.request.consistency";

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "EACH_QUORUM", "QUORUM", "each_quorum"})
    void replacesALevelThatNeedsEveryDatacenter(String level) {
        assertThat(applied("basic.request.consistency = " + level).getString(LEVEL))
                .isEqualTo("LOCAL_QUORUM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCAL_QUORUM", "LOCAL_ONE", "ONE", "TWO", "THREE", "ANY"})
    void leavesALevelThatOneDatacenterCanAnswer(String level) {
        var config = ConfigFactory.parseString("basic.request.consistency = " + level);
        assertThat(applied("basic.request.consistency = " + level)).isEqualTo(config);
    }

    @Test
    void neverTouchesSerialLevels() {
        var stepped = applied("basic.request { consistency = QUORUM, serial-consistency = SERIAL }");
        assertThat(stepped.getString("basic.request.serial-consistency")).isEqualTo("SERIAL");
    }

    @Test
    void givesProfilesThatReadTheReadLevelAlsoWhenTheyInheritTheirs() {
        var stepped = applied(
                """
                basic.request.consistency = EACH_QUORUM
                profiles { reports { basic.request.timeout = 5 s }, audit.basic.request.consistency = ALL
                           fast.basic.request.consistency = LOCAL_ONE }
                """);
        assertThat(stepped.getString("profiles.reports." + LEVEL)).isEqualTo("LOCAL_ONE");
        assertThat(stepped.getString("profiles.audit." + LEVEL)).isEqualTo("LOCAL_QUORUM");
        assertThat(stepped.getString("profiles.fast." + LEVEL)).isEqualTo("LOCAL_ONE");
    }

    private static Config applied(String text) {
        return new SteppedLevels(Set.of("reports")).applied(ConfigFactory.parseString(text), TO);
    }
}
