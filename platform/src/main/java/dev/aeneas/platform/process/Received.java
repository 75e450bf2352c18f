package dev.aeneas.platform.process;

import dev.aeneas.contracts.Envelope;
import java.time.Instant;
import java.util.function.Function;

/**
 * An input of a process: a message from Kafka, a REST call, a timer, a worker's report.
 *
 * @param id the same id again is the same input again, and is decided once
 * @param correlationId shared by everything that one request led to
 * @param at the moment of receiving: the only clock that a decision sees
 */
public record Received<T>(String id, String correlationId, Instant at, T body) {

    public static Received<?> from(Envelope envelope, Instant now) {
        return new Received<>(envelope.id(), envelope.correlationId(), now, envelope.body());
    }

    <U> Received<U> map(Function<T, U> mapping) {
        return new Received<>(id, correlationId, at, mapping.apply(body));
    }
}
