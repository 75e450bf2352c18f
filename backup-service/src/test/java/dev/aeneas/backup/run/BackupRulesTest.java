package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.BackupRefused;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a backup begins, and under which name. */
class BackupRulesTest extends BackupRuns {
    @Test
    void isNamedAfterItsScheduleAndDueTimeAndStartsOnceForBoth() {
        var due = new BackupDue(ORDERS, "nightly", Instant.parse("2026-11-23T02:00:00Z"), 0, List.of(), null, 24, null);
        assertThat(send(due)).singleElement().isInstanceOf(TurnRequested.class);
        assertThat(send(due)).isEmpty();
        assertThat(run("nightly-20261123T020000Z").request().scheduleName()).isEqualTo("nightly");
    }

    @Test
    void isNotStartedTwiceUnderOneName() {
        start("b1");
        assertThat(start("b1")).isEmpty();
        assertThat(start("b1", "shop"))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(refused.kind())
                        .isEqualTo(Refusal.Kind.CONFLICT));
    }

    @Test
    void refusesAStoreThatNobodyConfigured() {
        assertThat(send(new StartBackup(ORDERS, "b1", List.of(), "moon")))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
                    assertThat(refused.violations())
                            .containsExactly(
                                    new Refusal.Violation("store", "must be one of [default, offsite]; was 'moon'"));
                });
    }

    @Test
    void neverTakesThePlaceOfACompleteBackupInTheStore() throws IOException {
        store().putDocument(ORDERS, "b1", "manifest.json", "{}".getBytes(StandardCharsets.UTF_8));
        start("b1");
        assertThat(drive("b1")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.error().code())
                .isEqualTo("BackupExists"));
    }

    @Test
    void refusesWithEveryViolationAtOnce() {
        assertThat(start("../up", "system_auth"))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
                    assertThat(refused.violations())
                            .extracting(Refusal.Violation::field)
                            .containsExactly("backupId", "keyspaces");
                });
        assertThat(engine.find(kind, "orders/../up")).isEmpty();
    }

    @Test
    void refusesAClusterThatNobodyKnowsOrThatHasNoNode() {
        topology = Optional.of(Topologies.of(List.of(Topologies.node("east_1", "127.0.0.1", NodeState.STOPPED))));
        assertThat(start("b1")).singleElement().isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(
                        refused.kind())
                .isEqualTo(Refusal.Kind.CONFLICT));
        topology = Optional.empty();
        assertThat(start("b1")).singleElement().isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(
                        refused.kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND));
    }
}
