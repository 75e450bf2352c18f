package dev.aeneas.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every journal keeps. */
public abstract class JournalContract {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final String kind = "kind_" + UUID.randomUUID().toString().substring(0, 8);
    private final ProcessId process = new ProcessId(kind, "a");

    protected abstract Journal journal();

    @Test
    void aProcessThatWasNeverWrittenIsNotThere() {
        assertThat(journal().load(process)).isEmpty();
        assertThat(journal().recorded(process, "1")).isEmpty();
    }

    @Test
    void keepsStateAndMessagesTogether() {
        assertThat(journal().append(process, append(1, "1", envelope("m1"), envelope("m2"))))
                .isTrue();
        assertThat(journal().load(process)).contains(new Journal.Entry(1, "{\"v\":1}", "correlation", "1", TRACE));
        assertThat(journal().recorded(process, "1")).contains(List.of(envelope("m1"), envelope("m2")));
    }

    @Test
    void remembersAnInputOnWhichNothingWasSaid() {
        journal().append(process, append(1, "1"));
        assertThat(journal().recorded(process, "1")).contains(List.of());
        assertThat(journal().recorded(process, "2")).isEmpty();
    }

    @Test
    void refusesAVersionThatSomebodyElseWroteAndKeepsNothingOfIt() {
        journal().append(process, append(1, "1"));
        assertThat(journal().append(process, append(1, "2", envelope("m1")))).isFalse();
        assertThat(journal().append(process, append(3, "3"))).isFalse();
        assertThat(journal().recorded(process, "2")).isEmpty();
        assertThat(journal().append(process, append(2, "2"))).isTrue();
        assertThat(journal().load(process).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void ofManyWritersOfOneVersionExactlyOneWins() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var attempts = java.util.stream.IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> journal().append(process, append(1, "writer-" + i)))
                    .toList();
            int won = 0;
            for (var attempt : pool.invokeAll(attempts)) {
                won += attempt.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void listsOpenProcessesAndAllProcesses() {
        journal().append(process, append(1, "1"));
        var other = new ProcessId(kind, "b");
        journal().append(other, append(1, "1"));
        journal().close(other, 1);
        assertThat(journal().open(kind)).containsExactly("a");
        assertThat(journal().all(kind)).containsExactlyInAnyOrder("a", "b");

        journal().append(other, new Journal.Append(2, "{}", true, input("2"), List.of()));
        assertThat(journal().open(kind)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void tellsTheVersionOfWhatIsOpenAndClosesNoNewerOne() {
        journal().append(process, append(1, "1"));
        journal().append(process, append(2, "2"));
        assertThat(journal().open()).contains(new Journal.Open(process, 2));

        journal().close(process, 1);
        assertThat(journal().open()).contains(new Journal.Open(process, 2));
        journal().close(process, 2);
        assertThat(journal().open(kind)).isEmpty();

        journal().append(process, append(3, "3"));
        assertThat(journal().open()).contains(new Journal.Open(process, 3));
    }

    private static Journal.Append append(long version, String inputId, Envelope... messages) {
        return new Journal.Append(version, "{\"v\":" + version + "}", version == 1, input(inputId), List.of(messages));
    }

    private static Received<String> input(String id) {
        return new Received<>(id, "correlation", NOW, TRACE, "body");
    }

    private static Envelope envelope(String id) {
        var body = new OperationStarted(new ClusterName("orders"), "op-" + id, "Start");
        return new Envelope(id, URI.create("/test"), NOW, "correlation", "1", TRACE, body);
    }
}
