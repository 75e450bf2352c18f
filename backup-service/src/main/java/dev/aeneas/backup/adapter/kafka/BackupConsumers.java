package dev.aeneas.backup.adapter.kafka;

import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
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
public class BackupConsumers {
    private final Inbox inbox;
    private final ProcessEngine engine;

    public BackupConsumers(Inbox inbox, ProcessEngine engine) {
        this.inbox = inbox;
        this.engine = engine;
    }

    @Incoming("provisioning-events")
    @Incoming("backup-events")
    @Blocking
    public void messages(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record);
    }

    @Incoming("commands")
    @Blocking
    public void commands(ConsumerRecord<String, byte[]> record) {
        inbox.accept(record, envelope -> engine.handle(named(envelope)));
    }

    /** What nobody named is named by the message that asked for it. */
    private static Received<?> named(Envelope envelope) {
        var received = Received.from(envelope, Instant.now());
        return new Received<>(
                received.id(), received.correlationId(), received.at(), named(received.body(), envelope.id()));
    }

    private static Object named(Object body, String name) {
        if (body instanceof StartBackup start && start.backupId() == null) {
            return new StartBackup(start.cluster(), name, start.keyspaces(), start.store(), start.copyTo());
        }
        if (body instanceof DrillRestore drill && drill.drillId() == null) {
            return drill.named(name);
        }
        return body instanceof RestoreBackup restore && restore.restoreId() == null ? restore.named(name) : body;
    }
}
