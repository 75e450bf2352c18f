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
 * @param trace what it belongs to in a trace, as W3C's {@code traceparent}; null where nobody traces
 */
public record Received<T>(String id, String correlationId, Instant at, String trace, T body) {

    /** An input of which nobody keeps a trace. */
    public Received(String id, String correlationId, Instant at, T body) {
        this(id, correlationId, at, null, body);
    }

    public static Received<?> from(Envelope envelope, Instant now) {
        return from(envelope, now, envelope.trace());
    }

    /** A message that is handled as a part of that trace. */
    public static Received<?> from(Envelope envelope, Instant now, String trace) {
        return new Received<>(envelope.id(), envelope.correlationId(), now, trace, envelope.body());
    }

    /** The same input with another body. */
    public <U> Received<U> map(Function<T, U> mapping) {
        return new Received<>(id, correlationId, at, trace, mapping.apply(body));
    }
}
