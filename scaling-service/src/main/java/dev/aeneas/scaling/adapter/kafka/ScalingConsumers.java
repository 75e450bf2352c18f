package dev.aeneas.scaling.adapter.kafka;

import dev.aeneas.platform.adapter.kafka.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that this service listens to; what a message leads to is decided by the processes that it concerns. */
@ApplicationScoped
public class ScalingConsumers {
    private final Inbox inbox;

    public ScalingConsumers(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Its own events too: an admitted run is opened, and its end makes room for the next, by what was said. */
    @Incoming("commands")
    @Incoming("provisioning-events")
    @Incoming("scaling-events")
    @Blocking
    public void messages(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record);
    }
}
