package dev.aeneas.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.platform.adapter.trace.TraceFile;
import dev.aeneas.platform.adapter.trace.Traces;
import dev.aeneas.platform.testing.CrashPoints;
import dev.aeneas.platform.testing.CrashPoints.Died;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request is one trace, through the journal, the messages, the work, and a crash in between. */
class TraceThroughProcessesTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String REQUEST = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

    @TempDir
    Path folder;

    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private Path file;
    private Traces traces;

    @BeforeEach
    void tracesGoIntoAFile() throws IOException {
        file = Files.createFile(folder.resolve("trace.jsonl"));
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new TraceFile("tally-service", file)))
                .build();
        traces = new Traces(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    }

    private static Received<?> traced(String id, dev.aeneas.contracts.Message body) {
        return new Received<>(id, "c-" + id, Instant.EPOCH, REQUEST, body);
    }

    private List<String> spans() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAProcessSaysBelongsToTheRequest() {
        var engine = ProcessEngineTest.engine(journal, publisher);
        engine.handle(traced("1", new CreateCluster(ORDERS, null, null)));
        engine.handle(traced("2", new StartCluster(ORDERS)));

        assertThat(publisher.envelopes()).isNotEmpty().allMatch(message -> REQUEST.equals(message.trace()));
    }

    @Test
    void whatIsPublishedOnlyAfterACrashKeepsItsTrace() {
        ProcessEngineTest.engine(journal, publisher).handle(traced("1", new CreateCluster(ORDERS, null, null)));
        int published = publisher.envelopes().size();
        for (int dies = 0; publisher.envelopes().size() == published; dies++) {
            var crash = new CrashPoints(List.of(dies));
            try {
                ProcessEngineTest.engine(crash.around(journal), crash.around(publisher))
                        .handle(traced("2", new StartCluster(ORDERS)));
            } catch (Died e) {
                // what it recorded, if anything, comes out of the next one
            }
            ProcessEngineTest.engine(journal, publisher).settle(Tally.KIND, new ProcessId("tally", "orders"));
        }

        assertThat(publisher.envelopes()).allMatch(message -> REQUEST.equals(message.trace()));
    }

    @Test
    void workAndWhatItsReportLeadsToAreSeenUnderTheRequest() {
        var timer = Executors.newScheduledThreadPool(1);
        var workers = Executors.newFixedThreadPool(1);
        var engine = ProcessEngineTest.engine(journal, publisher);
        var hosted =
                new HostedProcess<>(Tally.KIND, Tally.Step.class, (process, step) -> new Tally.Worked(step.number()));
        try (var runner = new ProcessRunner(
                engine, journal, () -> true, List.of(hosted), new ProcessRunner.Executors(workers, timer))) {
            runner.setTraces(traces);
            runner.start(Duration.ofMillis(20));
            engine.handle(traced("1", new CreateCluster(ORDERS, null, null)));
            engine.handle(traced("2", new StartCluster(ORDERS)));
            await().atMost(Duration.ofSeconds(10)).until(() -> !spans().isEmpty());
        } finally {
            timer.shutdownNow();
        }

        assertThat(spans()).singleElement().satisfies(span -> assertThat(span)
                .contains("\"traceId\":\"" + TRACE_ID + "\"")
                .contains("\"parentSpanId\":\"b7ad6b7169203331\"")
                .contains("\"name\":\"tally Step\"")
                .contains("\"runId\":\"orders\"")
                .contains("\"step\":\"step-1\""));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> last().trace() != null
                        && last().trace().contains(TRACE_ID)
                        && !last().trace().equals(REQUEST));
    }

    private Envelope last() {
        var messages = publisher.envelopes();
        return messages.get(messages.size() - 1);
    }

    @Test
    void aCommandThatBringsNoTraceBeginsOneAndAnObservationDoesNot() {
        var told = new ArrayList<String>();
        try (var command = traces.receive(envelope(new StartCluster(ORDERS)))) {
            told.add(command.trace());
        }
        try (var event =
                traces.receive(envelope(new dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted(ORDERS, "op-1")))) {
            told.add(event.trace());
        }

        assertThat(told.get(0)).startsWith("00-");
        assertThat(told.get(1)).isNull();
        assertThat(spans()).hasSize(1);
    }

    @Test
    void whileTracesAreSwitchedOffThoseOfOthersPassThrough() {
        var off = new Traces(io.opentelemetry.api.OpenTelemetry.noop());
        try (var received = off.receive(envelope(new StartCluster(ORDERS)).within(REQUEST))) {
            assertThat(received.trace()).isEqualTo(REQUEST);
        }
        try (var received = off.receive(envelope(new StartCluster(ORDERS)))) {
            assertThat(received.trace()).isNull();
        }
    }

    private static Envelope envelope(dev.aeneas.contracts.Message body) {
        return new Envelope("id-1", URI.create("/test"), Instant.EPOCH, "c", "c", body);
    }
}
