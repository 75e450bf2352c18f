package dev.aeneas.scaling.adapter.kafka;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepProgressed;
import dev.aeneas.platform.adapter.kafka.KafkaPublisher;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.scaling.run.LiveProgress;
import dev.aeneas.scaling.run.ScaleRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Passes on how far a step is, past the journal: it changes nothing, and one that is lost is soon followed by another. */
@ApplicationScoped
public class TellProgress {
    private static final URI SOURCE = URI.create("/aeneas/scaling-service/progress");

    private final ProcessEngine engine;
    private final ProcessKind<ScaleRun> runs;
    private final KafkaPublisher publisher;
    private final LiveProgress progress = new LiveProgress();

    public TellProgress(ProcessEngine engine, ProcessKind<ScaleRun> runs, KafkaPublisher publisher) {
        this.engine = engine;
        this.runs = runs;
        this.publisher = publisher;
    }

    public void tell(Envelope heard, TopologyStepProgressed told) {
        var now = Instant.now();
        engine.find(runs, told.runId())
                .flatMap(run -> progress.tell(run, told, now))
                .ifPresent(said -> publisher.publish(List.of(new Envelope(
                        UUID.randomUUID().toString(), SOURCE, now, heard.correlationId(), heard.id(), said))));
    }
}
