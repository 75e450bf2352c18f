package dev.aeneas.backup.restore;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.testing.FakeRestoreCluster;
import dev.aeneas.contracts.BackupEvent.TurnEnded;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.RestoreCommand.AbortRestore;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreEvent.RestoreFailed;
import dev.aeneas.contracts.RestoreEvent.RestoreRefused;
import dev.aeneas.platform.testing.InMemoryJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbortRestoreTest extends RestoreFixture {
    private List<Message> abort() {
        return deliver(new AbortRestore(ORDERS, "r1", "the wrong backup"));
    }

    private static String message(RestoreRun run) {
        var outcome = (Outcome.Failed) ((Ended) run).outcome();
        assertThat(outcome.error().code()).isEqualTo("RestoreAborted");
        return outcome.error().message();
    }

    @Test
    void endsAtOnceWhileItWaits() {
        deliver(command("r1", IntoExisting.FAIL));
        assertThat(abort())
                .hasAtLeastOneElementOfType(RestoreFailed.class)
                .contains(new TurnEnded(ORDERS, "restore/r1"));
        assertThat(message(run("r1"))).isEqualTo("the wrong backup; nothing was touched");
    }

    @Test
    void givesTheLockBackThatItHas() {
        send(command("r1", IntoExisting.FAIL));
        answer(run("r1"));
        assertThat(run("r1")).isInstanceOf(Checking.class);
        assertThat(abort()).hasAtLeastOneElementOfType(ReleaseTopology.class);
        assertThat(message(drive("r1"))).contains("nothing was touched");
    }

    @Test
    void goesOnWithNothingAndSaysWhatItLeaves() {
        for (var phase : List.of(Phase.STAGE, Phase.SCHEMA, Phase.IMPORT)) {
            cluster = new FakeRestoreCluster(ring("east", -10, 10));
            journal = new InMemoryJournal();
            engineAnew();
            send(command("r1", IntoExisting.FAIL));
            driveUntil("r1", run -> run instanceof Running running && running.phase() == phase);
            int done = cluster.log().size();
            abort();
            assertThat(abort()).as("again").isEmpty();
            assertThat(message(drive("r1"))).contains(phase.touched());
            assertThat(cluster.log()).as("while it was at " + phase).hasSize(done);
            assertThat(cluster.stagedFiles()).isZero();
        }
        assertThat(abort()).as("and when it is over").singleElement().isInstanceOf(RestoreFailed.class);
    }

    @Test
    void refusesToAbortWhatDoesNotRun() {
        assertThat(refusal().kind()).isEqualTo(Kind.NOT_FOUND);
        restore("r1", IntoExisting.FAIL);
        assertThat(refusal().kind()).isEqualTo(Kind.CONFLICT);
        assertThat(cluster.rowsOf(ITEMS)).hasSize(3);
    }

    private RestoreRefused refusal() {
        var said = abort();
        assertThat(said).singleElement().isInstanceOf(RestoreRefused.class);
        return (RestoreRefused) said.get(0);
    }
}
