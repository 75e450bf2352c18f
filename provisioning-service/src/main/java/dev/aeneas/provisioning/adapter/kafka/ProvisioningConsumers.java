package dev.aeneas.provisioning.adapter.kafka;

import dev.aeneas.platform.adapter.kafka.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that this service listens to; what a message leads to is decided by the processes that it concerns. */
@ApplicationScoped
public class ProvisioningConsumers {
    private final Inbox inbox;

    public ProvisioningConsumers(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("inbox")
    @Blocking
    public void messages(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record);
    }
}
