package dev.aeneas.backup.testing;

import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.time.InstantSource;

/** Brings what the service says back to it, each message once, as its consumer of {@code aeneas.backup.events} does. */
public final class OwnEvents {
    private final RecordingPublisher publisher;
    private final ProcessEngine engine;
    private final InstantSource clock;
    private int delivered;

    public OwnEvents(RecordingPublisher publisher, ProcessEngine engine, InstantSource clock) {
        this.publisher = publisher;
        this.engine = engine;
        this.clock = clock;
    }

    /** Delivers until nothing new is said. */
    public synchronized void deliver() {
        for (; delivered < publisher.envelopes().size(); delivered++) {
            engine.handle(Received.from(publisher.envelopes().get(delivered), clock.instant()));
        }
    }
}
