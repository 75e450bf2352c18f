package dev.aeneas.platform.adapter.kafka;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.platform.process.TellHints;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;

/** Sends hints to the topics of their types, and waits for nothing. */
public final class KafkaHints implements TellHints {
    private final URI source;
    private final KafkaPublisher publisher;
    private final InstantSource clock;

    public KafkaHints(URI source, KafkaPublisher publisher, InstantSource clock) {
        this.source = source;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void tell(Message hint) {
        var id = UUID.randomUUID().toString();
        publisher.sendUnawaited(CloudEvents.write(new Envelope(id, source, clock.instant(), id, id, hint)));
    }
}
