package dev.aeneas.scaling.run;

import dev.aeneas.scaling.plan.Demand;
import java.time.Instant;

/** What a run is for, and since when. */
public record Asked(Demand demand, Instant at) {}
