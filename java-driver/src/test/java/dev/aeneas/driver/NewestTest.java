package dev.aeneas.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.driver.ClientRouting.Consistency;
import org.junit.jupiter.api.Test;

class NewestTest {
    private static final Consistency LOCAL = new Consistency("LOCAL_QUORUM", "LOCAL_QUORUM");
    private static final ClientRouting EAST_3 = new ClientRouting("east", 3, null);
    private static final ClientRouting EAST_3_STEPPED = new ClientRouting("east", 3, LOCAL);

    @Test
    void takesAHigherEpochAndNeverALowerOne() {
        assertThat(Newest.supersedes(new ClientRouting("west", 4, null), EAST_3))
                .isTrue();
        assertThat(Newest.supersedes(new ClientRouting("west", 2, null), EAST_3))
                .isFalse();
        assertThat(Newest.supersedesRemembered(new ClientRouting("west", 2, null), EAST_3))
                .isFalse();
    }

    @Test
    void stepsBackWithinAnEpochAndNotDownAgain() {
        assertThat(Newest.supersedes(EAST_3, EAST_3_STEPPED)).isTrue();
        assertThat(Newest.supersedes(EAST_3_STEPPED, EAST_3)).isFalse();
    }

    @Test
    void believesNoOtherDatacenterOfTheSameEpochUnlessItsOwnWasOnlyRemembered() {
        var west = new ClientRouting("west", 3, null);
        assertThat(Newest.supersedes(west, EAST_3)).isFalse();
        assertThat(Newest.supersedesRemembered(west, EAST_3)).isTrue();
    }
}
