package dev.aeneas.failover.adapter.kafka;

import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.adapter.probe.CanaryRegister;
import dev.aeneas.failover.adapter.probe.ObserverRegister;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.detection.Decider;
import dev.aeneas.platform.adapter.kafka.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that this service listens to; what a message leads to is decided by the processes that it concerns. */
@ApplicationScoped
public class FailoverConsumers {
    private final Inbox inbox;
    private final Decider decider;
    private final ObserverRegister observers;
    private final CanaryRegister rows;
    private final KnownClusters clusters;

    public FailoverConsumers(
            Inbox inbox, Decider decider, ObserverRegister observers, CanaryRegister rows, KnownClusters clusters) {
        this.inbox = inbox;
        this.decider = decider;
        this.observers = observers;
        this.rows = rows;
        this.clusters = clusters;
    }

    @Incoming("inbox")
    @Blocking
    public void messages(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record);
    }

    /** Votes are counted in memory: each replica decides on the clusters whose observations come to it. */
    @Incoming("observations")
    @Blocking
    public void observations(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record, envelope -> {
            if (envelope.body() instanceof DatacenterObserved observation) {
                decider.observe(observation);
                observers.observe(observation);
                rows.observe(observation);
            }
        });
    }

    /** The only topic that every replica reads as a whole: each tells its own listeners where clients belong. */
    @Incoming("routing")
    @Blocking
    public void routing(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record, envelope -> clusters.refresh(envelope.body().cluster()));
    }
}
