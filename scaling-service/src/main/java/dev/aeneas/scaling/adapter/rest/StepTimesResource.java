package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.forecast.StepKind;
import dev.aeneas.scaling.forecast.TimeLine;
import dev.aeneas.scaling.verify.SeeTimes;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What forecasts are made of. */
@Path("/clusters/{cluster}/datacenters/{datacenter}/step-times")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "scaling")
public class StepTimesResource {
    private final SeeTimes times;

    public StepTimesResource(SeeTimes times) {
        this.times = times;
    }

    /**
     * A line.
     *
     * @param each more for each node, or for each gibibyte where the step moves bytes
     */
    public record LineView(Duration base, Duration each, boolean perGibibyte) {
        static LineView of(StepKind kind, TimeLine line) {
            return new LineView(seconds(line.base()), seconds(line.each()), kind.movesBytes());
        }

        private static Duration seconds(double seconds) {
            return Duration.ofMillis(Math.round(seconds * 1e3));
        }
    }

    @GET
    @Operation(
            summary = "How long each kind of step takes in this datacenter",
            description =
                    "Configured at first, then learnt from earlier runs of the datacenter, or of the cluster's others.")
    public Map<StepKind, LineView> get(@RestPath String cluster, @RestPath String datacenter) {
        var lines = new EnumMap<StepKind, LineView>(StepKind.class);
        times.times(new ClusterName(cluster), new DatacenterName(datacenter))
                .lines()
                .forEach((kind, line) -> lines.put(kind, LineView.of(kind, line)));
        return lines;
    }
}
