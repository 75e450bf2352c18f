package dev.aeneas.platform.adapter.rest;

import dev.aeneas.contracts.Command;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.platform.adapter.trace.Traces;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What every REST gateway does with a command: the same as Kafka's consumers do. */
@ApplicationScoped
public class Gateway {
    private final ProcessEngine engine;

    public Gateway(ProcessEngine engine) {
        this.engine = engine;
    }

    /**
     * Carries out a command and returns what was said on it.
     *
     * @param idempotencyKey from the {@code Idempotency-Key} header: the same key again is the same command again; null:
     *     this is a new one
     * @throws Refused when it was not carried out
     */
    public List<Message> submit(Command command, String idempotencyKey) {
        var id = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
        var said = engine.handle(new Received<>(id, id, Instant.now(), Traces.current(), command));
        said.stream()
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst()
                .ifPresent(refusal -> {
                    throw new Refused(refusal);
                });
        return said;
    }
}
