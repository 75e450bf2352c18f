package dev.aeneas.failover.adapter.scaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.failover.adapter.peer.Peer;
import dev.aeneas.failover.adapter.scaling.ScalingGateway.Wanted;
import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.GrowthTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Whether the standby could grow as a failover would ask, said by whoever would do it. */
@ApplicationScoped
public class ScalingDryRun {
    private static final int UNPROCESSABLE = 422;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScalingGateway scaling;
    private final Peer peer = Peer.of("scaling-service", "scaling");

    ScalingDryRun(@RestClient ScalingGateway scaling) {
        this.scaling = scaling;
    }

    /** Asks within the bounds of the client {@code scaling}; never throws. */
    public Growth growth(ClusterFailover cluster, Datacenter primary, Datacenter standby) {
        var target = GrowthTarget.of(cluster);
        if (GrowthTarget.isMet(target, standby)) {
            return new Growth.NotNeeded();
        }
        var dead = cluster.topology().datacenters().stream()
                .filter(d -> d.region().equals(primary.region()))
                .map(Datacenter::datacenter)
                .toList();
        var wanted = new Wanted(target.nodeCount(), target.sku(), dead);
        try {
            var plan = scaling.plan(
                    cluster.topology().cluster().value(), standby.datacenter().value(), true, wanted);
            return new Growth.Planned(plan.nodeCount(), plan.forecast());
        } catch (WebApplicationException e) {
            return refused(e.getResponse());
        } catch (ProcessingException e) {
            return new Growth.NobodyThere(peer.silence(e));
        }
    }

    static Growth refused(Response response) {
        var problem = problem(response);
        var rules = StreamSupport.stream(problem.path("violations").spliterator(), false)
                .map(v -> v.path("field").asText() + " " + v.path("rule").asText())
                .toList();
        if (response.getStatus() == UNPROCESSABLE && !rules.isEmpty()) {
            return new Growth.Refused(rules);
        }
        var why = rules.isEmpty() ? problem.path("detail").asText("status " + response.getStatus()) : join(rules);
        return response.getStatus() >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()
                ? new Growth.NobodyThere("scaling-service says: " + why)
                : new Growth.Unknown(why);
    }

    private static JsonNode problem(Response response) {
        try {
            return JSON.readTree(response.readEntity(String.class));
        } catch (JsonProcessingException e) {
            // whoever stands between the two services answers in words of its own
            return MissingNode.getInstance();
        }
    }

    private static String join(List<String> rules) {
        return String.join("; ", rules);
    }
}
