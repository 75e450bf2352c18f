package dev.aeneas.platform.adapter.rest;

import dev.aeneas.contracts.Command;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.platform.adapter.access.CurrentCaller;
import dev.aeneas.platform.adapter.trace.Traces;
import dev.aeneas.platform.process.LogKeys;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every REST gateway does with a command: the same as Kafka's consumers do. */
@ApplicationScoped
public class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final ProcessEngine engine;
    private final CurrentCaller caller;

    public Gateway(ProcessEngine engine, CurrentCaller caller) {
        this.engine = engine;
        this.caller = caller;
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
        var said = new ArrayList<Message>();
        LogKeys.saying(who(command, id), () -> {
            LOG.info("Asked for: {}", command.getClass().getSimpleName());
            said.addAll(engine.handle(new Received<>(id, id, Instant.now(), Traces.current(), command)));
        });
        said.stream()
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst()
                .ifPresent(refusal -> {
                    throw new Refused(refusal);
                });
        return said;
    }

    private Map<String, String> who(Command command, String id) {
        return Map.of(
                LogKeys.CLUSTER_ID, command.cluster().value(),
                LogKeys.MESSAGE_ID, id,
                LogKeys.CALLER, caller.name());
    }
}
