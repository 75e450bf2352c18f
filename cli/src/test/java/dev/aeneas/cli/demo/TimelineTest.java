package dev.aeneas.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void countsFromTheLoss() {
        assertThat(Events.complete().timeline().millisTo(RegionDown.class)).hasValue(2000L);
    }

    @Test
    void doesNotCountWhatWasBeforeTheLoss() {
        var timeline = new Events()
                .then(RegionSuspected.class, -3000)
                .then(RegionSuspected.class, 700)
                .timeline();

        assertThat(timeline.millisTo(RegionSuspected.class)).hasValue(700L);
    }

    @Test
    void namesWhatNeverCame() {
        var timeline = new Events()
                .then(RegionSuspected.class, 1)
                .then(RegionDown.class, 2)
                .then(TrafficShifted.class, 3)
                .timeline();

        assertThat(timeline.missing()).containsExactly("CapacityRestored", "ConsistencyRestored");
        assertThat(timeline.isOver()).isFalse();
    }

    @Test
    void seesThatTrafficWasShiftedBeforeTheRegionWasDown() {
        var timeline = new Events()
                .then(TrafficShifted.class, 1)
                .then(RegionDown.class, 2)
                .timeline();

        assertThat(timeline.inOrder()).isFalse();
    }

    @Test
    void isOverWhenTheFailoverIsCompleted() {
        assertThat(Events.complete().timeline().isOver()).isTrue();
    }

    @Test
    void isOverWhenTheFailoverGaveUp() {
        assertThat(new Events().then(FailoverFailed.class, 1).timeline().isOver())
                .isTrue();
    }
}
