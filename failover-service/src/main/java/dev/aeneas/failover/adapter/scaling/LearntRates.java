package dev.aeneas.failover.adapter.scaling;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.cost.StepRates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long scaling's steps take, said by scaling. */
@ApplicationScoped
public class LearntRates {
    private static final Logger LOG = LoggerFactory.getLogger(LearntRates.class);

    private final StepTimesGateway scaling;

    LearntRates(@RestClient StepTimesGateway scaling) {
        this.scaling = scaling;
    }

    /** Asks within the bounds of the client {@code scaling}; nothing is known where it does not answer. */
    public StepRates of(ClusterName cluster, DatacenterName datacenter) {
        try {
            return new StepRates(scaling.get(cluster.value(), datacenter.value()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            line -> new StepRates.Line(
                                    line.getValue().base(), line.getValue().each()))));
        } catch (WebApplicationException | ProcessingException e) {
            LOG.info("Scaling does not tell how long steps take: {}", e.getMessage());
            return new StepRates(Map.of());
        }
    }
}
