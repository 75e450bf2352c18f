package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.OfferDecisions;
import dev.aeneas.provisioning.cluster.WorkReport.OfferOutdated;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again, while this replica leads, whether what was told of the provider's offer still is so: machines of other
 * clusters take of it too. Nothing is written where nothing is new.
 */
@ApplicationScoped
public class WatchOffers {
    private static final Logger LOG = LoggerFactory.getLogger(WatchOffers.class);

    private final ProcessEngine engine;
    private final ProcessKind<Cluster> kind;
    private final Leadership leadership;
    private final OfferDecisions offers;

    public WatchOffers(ProcessEngine engine, ProcessKind<Cluster> kind, Leadership leadership, OfferDecisions offers) {
        this.engine = engine;
        this.kind = kind;
        this.leadership = leadership;
        this.offers = offers;
    }

    void start(@Observes StartupEvent event, ScheduledExecutorService timer, ProvisioningConfig config) {
        long interval = config.offerInterval().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Once, now. */
    public void look() {
        try {
            if (leadership.leads()) {
                engine.findAll(kind).stream().filter(offers::isOutdated).forEach(this::report);
            }
        } catch (RuntimeException e) {
            LOG.warn("What the provider has left was not looked at, and is at the next time: {}", e.toString());
        }
    }

    private void report(Cluster cluster) {
        var process = new ProcessId(kind.name(), cluster.name().value());
        engine.report(process, "offer:" + UUID.randomUUID(), new OfferOutdated());
    }
}
