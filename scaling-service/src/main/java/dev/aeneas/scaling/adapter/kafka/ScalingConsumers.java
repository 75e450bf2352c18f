package dev.aeneas.scaling.adapter.kafka;

import dev.aeneas.contracts.ProvisioningEvent.TopologyStepProgressed;
import dev.aeneas.platform.adapter.kafka.Inbox;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.Received;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that this service listens to; what a message leads to is decided by the processes that it concerns. */
@ApplicationScoped
public class ScalingConsumers {
    private final Inbox inbox;
    private final ProcessEngine engine;
    private final TellProgress progress;

    public ScalingConsumers(Inbox inbox, ProcessEngine engine, TellProgress progress) {
        this.inbox = inbox;
        this.engine = engine;
        this.progress = progress;
    }

    /** Its own events too: an admitted run is opened, and its end makes room for the next, by what was said. */
    @Incoming("inbox")
    @Blocking
    public void messages(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record, envelope -> {
            if (envelope.body() instanceof TopologyStepProgressed told) {
                progress.tell(envelope, told);
            } else {
                engine.handle(Received.from(envelope, Instant.now()));
            }
        });
    }
}
