package dev.aeneas.failover.detection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.FailoverEvent.Vote;
import java.time.Instant;
import java.util.List;

/**
 * What has been said of a region, and so need not be said again. It exists from the first time that the region answered:
 * what never lived cannot be lost.
 *
 * <pre>
 *   Degraded ──┐
 *      ▲│      ▼
 *      │▼  ┌▶ Suspected ──▶ Down ──▶ Quarantined
 *   Healthy┘     │            ▲          │
 *      ▲         │            └──────────┘
 *      └─────────┘
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "standing")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RegionState.Healthy.class, name = "healthy"),
    @JsonSubTypes.Type(value = RegionState.Degraded.class, name = "degraded"),
    @JsonSubTypes.Type(value = RegionState.Suspected.class, name = "suspected"),
    @JsonSubTypes.Type(value = RegionState.Down.class, name = "down"),
    @JsonSubTypes.Type(value = RegionState.Quarantined.class, name = "quarantined")
})
public sealed interface RegionState {
    /** Of the input that led here: delivered again, it publishes again what was said then. */
    String inputId();

    /** Since when it stands so. */
    Instant at();

    List<Vote> votes();

    /** It answers. */
    record Healthy(String inputId, Instant at, List<Vote> votes) implements RegionState {}

    /**
     * It answers and serves no writes.
     *
     * @param since of the last good write that anybody who decided made
     */
    record Degraded(String inputId, Instant at, List<Vote> votes, Instant since, String reason)
            implements RegionState {}

    /**
     * Some no longer reach it.
     *
     * @param undecidable why a person was asked; null while nobody was
     */
    record Suspected(String inputId, Instant at, List<Vote> votes, String undecidable) implements RegionState {}

    /**
     * It is lost.
     *
     * @param since of the last answer that anybody who decided got
     */
    record Down(String inputId, Instant at, List<Vote> votes, Instant since) implements RegionState {}

    /** It was lost and answers again; it may be stale, so clients stay away until a person or the policy leads them back. */
    record Quarantined(String inputId, Instant at, List<Vote> votes) implements RegionState {}
}
