package dev.aeneas.cli.demo;

import dev.aeneas.cli.events.Told;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Topics;
import dev.aeneas.contracts.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events of a failover at given milliseconds after the loss; their bodies are empty. */
final class Events {
    static final Instant LOST_AT = Instant.parse("2026-11-22T17:00:00Z");

    private final List<Told> told = new ArrayList<>();

    Events then(Class<? extends FailoverEvent> type, long millisAfterLoss) {
        String id = Integer.toString(told.size());
        told.add(new Told(
                MessageTypes.nameOf(type),
                LOST_AT.plusMillis(millisAfterLoss),
                "demo",
                Topics.FAILOVER_EVENTS,
                0,
                told.size(),
                id,
                id,
                id,
                WireFormat.mapper().createObjectNode()));
        return this;
    }

    Timeline timeline() {
        return new Timeline(LOST_AT, told);
    }

    /** A failover as it should be. */
    static Events complete() {
        return new Events()
                .then(FailoverEvent.RegionSuspected.class, 800)
                .then(FailoverEvent.RegionDown.class, 2000)
                .then(FailoverEvent.TrafficShifted.class, 2050)
                .then(FailoverEvent.CapacityRestored.class, 40_000)
                .then(FailoverEvent.ConsistencyRestored.class, 50_000)
                .then(FailoverEvent.FailoverCompleted.class, 50_010);
    }
}
