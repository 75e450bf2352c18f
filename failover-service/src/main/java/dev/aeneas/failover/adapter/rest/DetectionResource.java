package dev.aeneas.failover.adapter.rest;

import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.VantagePoint;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** How this observer looks, and what follows from it. */
@Path("/detection")
public class DetectionResource {
    private final DetectionParameters parameters;
    private final VantagePoint here;

    public DetectionResource(DetectionParameters parameters, VantagePoint here) {
        this.parameters = parameters;
        this.here = here;
    }

    /** The parameters with their bounds, in a sentence too. */
    public record DetectionView(
            VantagePoint observer, DetectionParameters parameters, DetectionParameters.Bounds bounds, String inWords) {}

    @GET
    public DetectionView get() {
        var bounds = parameters.bounds();
        return new DetectionView(
                here,
                parameters,
                bounds,
                "down after at most " + bounds.downAtMostWhenKilled().toMillis() + " ms (killed) or "
                        + bounds.downAtMostWhenFrozen().toMillis() + " ms (frozen or cut off), and the time that Kafka"
                        + " takes; survives pauses of a whole region up to "
                        + bounds.survivesPausesUpTo().toMillis() + " ms" + inWordsGray(bounds));
    }

    private static String inWordsGray(DetectionParameters.Bounds bounds) {
        return bounds.degradedAtMost() == null
                ? "; does not try to write"
                : "; degraded after at most "
                        + bounds.degradedAtMost().toMillis() + " ms of writes that fail or crawl, survives stalls of"
                        + " writes up to " + bounds.survivesWriteStallsUpTo().toMillis() + " ms";
    }
}
