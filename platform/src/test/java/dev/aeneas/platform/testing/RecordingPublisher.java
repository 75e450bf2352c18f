package dev.aeneas.platform.testing;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.platform.process.PublishMessages;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was published, in order, repetitions included. */
public final class RecordingPublisher implements PublishMessages {
    private final List<Envelope> published = new CopyOnWriteArrayList<>();

    @Override
    public void publish(List<Envelope> messages) {
        published.addAll(messages);
    }

    /** Everything that was published, repetitions included. */
    public List<Envelope> envelopes() {
        return List.copyOf(published);
    }

    /** What a reader sees who leaves out ids that he has seen. */
    public List<Message> messages() {
        var seen = new java.util.HashSet<String>();
        return published.stream()
                .filter(e -> seen.add(e.id()))
                .map(Envelope::body)
                .toList();
    }
}
