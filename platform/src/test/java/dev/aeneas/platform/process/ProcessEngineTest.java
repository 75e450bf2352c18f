package dev.aeneas.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessEngineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ClusterName ORDERS = new ClusterName("orders");

    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher published = new RecordingPublisher();
    private final ProcessEngine engine = engine(journal, published);

    static ProcessEngine engine(Journal journal, PublishMessages publisher) {
        return new ProcessEngine(
                URI.create("/test"), List.of(Tally.KIND), journal, publisher, InstantSource.fixed(NOW));
    }

    static <T> Received<T> input(String id, T body) {
        return new Received<>(id, "correlation", NOW, body);
    }

    @Test
    void decidesOnceAndAnswersTheSameWhenTheInputComesAgain() {
        engine.handle(input("1", new CreateCluster(ORDERS, null, null)));
        var first = engine.handle(input("2", new StartCluster(ORDERS)));
        var again = engine.handle(input("2", new StartCluster(ORDERS)));

        assertThat(engine.find(Tally.KIND, "orders").orElseThrow().starts()).isEqualTo(1);
        assertThat(again)
                .isEqualTo(first)
                .containsExactly(
                        new OperationStarted(ORDERS, "op-1", "Start"), new OperationStarted(ORDERS, "op-1", "Twice"));
        assertThat(published.envelopes()).hasSize(2);
    }

    @Test
    void publishesTheLastMessagesAgainUnderTheirOldIdsWhenItDoesNotKnowThatTheyAreOut() {
        engine.handle(input("1", new CreateCluster(ORDERS, null, null)));
        engine.handle(input("2", new StartCluster(ORDERS)));
        engine(journal, published).handle(input("2", new StartCluster(ORDERS)));

        assertThat(published.envelopes()).hasSize(4);
        assertThat(published.messages()).hasSize(2);
    }

    @Test
    void messagesCarryWhatCausedThem() {
        engine.handle(input("1", new CreateCluster(ORDERS, null, null)));
        engine.handle(input("2", new StartCluster(ORDERS)));

        assertThat(published.envelopes())
                .extracting(Envelope::correlationId, Envelope::causationId)
                .containsOnly(org.assertj.core.groups.Tuple.tuple("correlation", "2"));
    }

    @Test
    void answersForAProcessThatIsMissingAndLeavesItMissing() {
        var said = engine.handle(input("1", new StartCluster(ORDERS)));

        assertThat(said).hasOnlyElementsOfType(ProvisioningRefused.class).hasSize(1);
        assertThat(journal.all("tally")).isEmpty();
    }

    @Test
    void aReportToAMissingProcessChangesNothing() {
        assertThat(engine.report(new ProcessId("tally", "orders"), "1", new Tally.Worked(1)))
                .isEmpty();
        assertThat(journal.all("tally")).isEmpty();
    }

    @Test
    void decidesAgainOnTheNewerStateWhenAnotherReplicaWasFaster() {
        engine.handle(input("1", new CreateCluster(ORDERS, null, null)));
        var racing =
                engine(new RacedJournal(journal, () -> engine.handle(input("2", new StartCluster(ORDERS)))), published);

        racing.handle(input("3", new StartCluster(ORDERS)));

        assertThat(engine.find(Tally.KIND, "orders").orElseThrow().starts()).isEqualTo(2);
    }

    @Test
    void aKindThatNobodyKnowsIsAnError() {
        assertThatThrownBy(() -> engine.report(new ProcessId("nobody", "x"), "1", new Tally.Worked(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Lets somebody else write between the first load and the first append. */
    private static final class RacedJournal implements Journal {
        private final Journal journal;
        private Runnable race;

        RacedJournal(Journal journal, Runnable race) {
            this.journal = journal;
            this.race = race;
        }

        @Override
        public java.util.Optional<Entry> load(ProcessId process) {
            return journal.load(process);
        }

        @Override
        public java.util.Optional<List<Envelope>> recorded(ProcessId process, String inputId) {
            return journal.recorded(process, inputId);
        }

        @Override
        public boolean append(ProcessId process, Append append) {
            var now = race;
            race = () -> {};
            now.run();
            return journal.append(process, append);
        }

        @Override
        public void close(ProcessId process, long version) {
            journal.close(process, version);
        }

        @Override
        public List<Open> open() {
            return journal.open();
        }

        @Override
        public List<String> all(String kind) {
            return journal.all(kind);
        }
    }
}
