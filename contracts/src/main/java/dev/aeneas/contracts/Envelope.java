package dev.aeneas.contracts;

import java.net.URI;
import java.time.Instant;

/**
 * A message with its CloudEvents attributes.
 *
 * @param id unique per source; the same id again is the same message again
 * @param source who sent it, e.g. {@code /provisioning-service}
 * @param time when it was decided, not when it was sent
 * @param correlationId shared by everything that one request led to
 * @param causationId id of the message that led directly to this one; the message's own id when nothing did
 * @param trace what it belongs to in a trace, as W3C's {@code traceparent}; null where nobody traces
 */
public record Envelope(
        String id, URI source, Instant time, String correlationId, String causationId, String trace, Message body) {
    public Envelope {
        Require.text("id", id);
        Require.present("source", source);
        Require.present("time", time);
        Require.text("correlationId", correlationId);
        Require.text("causationId", causationId);
        Require.present("body", body);
    }

    /** A message of which nobody keeps a trace. */
    public Envelope(String id, URI source, Instant time, String correlationId, String causationId, Message body) {
        this(id, source, time, correlationId, causationId, null, body);
    }

    /** The same message as a part of that trace. */
    public Envelope within(String otherTrace) {
        return new Envelope(id, source, time, correlationId, causationId, otherTrace, body);
    }

    /** The stable type name, from {@link MessageTypes}. */
    public String type() {
        return MessageTypes.nameOf(body.getClass());
    }
}
