package dev.aeneas.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningEvent;
import dev.aeneas.platform.testing.CrashPoints;
import dev.aeneas.platform.testing.CrashPoints.Died;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A service dies before and after every single call to its journal and its publisher, comes back, and gets every input
 * again that it had not acknowledged: no command is lost and no effect is doubled.
 */
class CrashTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final List<Received<?>> LOG = List.of(
            ProcessEngineTest.input("1", new CreateCluster(ORDERS, null, null)),
            ProcessEngineTest.input("2", new StartCluster(ORDERS)),
            ProcessEngineTest.input("3", new StartCluster(ORDERS)),
            ProcessEngineTest.input("4", new DeleteCluster(ORDERS)));

    @Test
    void nothingIsLostOrDoubledWhereverItDies() {
        var undisturbed = run(Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(undisturbed.messages).hasSize(5);

        int points = undisturbed.points;
        assertThat(points).isGreaterThan(20);
        for (int first = 0; first < points; first++) {
            for (int second = first; second < points; second++) {
                var disturbed = run(first, second);
                assertThat(disturbed.messages)
                        .as("died at points %d and %d", first, second)
                        .isEqualTo(undisturbed.messages);
                assertThat(disturbed.state).isEqualTo(undisturbed.state);
            }
        }
    }

    /** A report is not delivered again once it changed the state; its messages come out all the same. */
    @Test
    void whatAReportRecordedIsPublishedAfterwards() {
        var process = new ProcessId("tally", "orders");
        for (int dies = 0; dies < 8; dies++) {
            var journal = new InMemoryJournal();
            var publisher = new RecordingPublisher();
            var engine = ProcessEngineTest.engine(journal, publisher);
            LOG.subList(0, 2).forEach(engine::handle);
            var crash = new CrashPoints(List.of(dies));
            try {
                ProcessEngineTest.engine(crash.around(journal), crash.around(publisher))
                        .report(process, "work:1", new Tally.Worked(1));
            } catch (Died e) {
                // the next one comes to a state that may have moved on
            }
            var restarted = ProcessEngineTest.engine(journal, publisher);
            if (restarted.settle(Tally.KIND, process).orElseThrow().state().worked() == 0) {
                restarted.report(process, "work:1", new Tally.Worked(1)); // the work was still open
            }
            assertThat(publisher.messages())
                    .as("died at point %d", dies)
                    .hasSize(3)
                    .contains(new ProvisioningEvent.OperationSucceeded(ORDERS, "op-1", "Start"));
        }
    }

    private record Outcome(List<Message> messages, Tally state, int points) {}

    private static Outcome run(int diesFirstAt, int diesThenAt) {
        var journal = new InMemoryJournal();
        var publisher = new RecordingPublisher();
        var crash = new CrashPoints(List.of(diesFirstAt, diesThenAt));
        int acknowledged = 0;
        while (acknowledged < LOG.size()) {
            var engine = ProcessEngineTest.engine(crash.around(journal), crash.around(publisher));
            try {
                while (acknowledged < LOG.size()) {
                    engine.handle(LOG.get(acknowledged));
                    acknowledged++;
                }
            } catch (Died e) {
                // comes back: a new engine on the same journal; what was not acknowledged is delivered again
            }
        }
        var state = ProcessEngineTest.engine(journal, publisher).find(Tally.KIND, "orders");
        return new Outcome(publisher.messages(), state.orElseThrow(), crash.passed());
    }
}
