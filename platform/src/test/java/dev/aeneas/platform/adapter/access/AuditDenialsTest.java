package dev.aeneas.platform.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.contracts.Denial.Reason;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.FailoverCommand;
import dev.aeneas.contracts.ScalingEvent.AccessDenied;
import dev.aeneas.platform.access.AccessRule;
import dev.aeneas.platform.access.Caller;
import dev.aeneas.platform.access.DenialBudget;
import dev.aeneas.platform.access.Endpoint;
import dev.aeneas.platform.access.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditDenialsTest {
    private static final AccessRule SCALE =
            new AccessRule("scaling", new Endpoint("POST", "/clusters/{cluster}/scale"), Role.OPERATOR, false);

    private final List<Envelope> published = new CopyOnWriteArrayList<>();
    private final AuditDenials audit = new AuditDenials(
            "scaling", URI.create("/test"), published::addAll, new DenialBudget(2, Duration.ofDays(1)));

    @AfterEach
    void close() {
        audit.close();
    }

    private AccessDenied only() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !published.isEmpty());
        return (AccessDenied) published.get(0).body();
    }

    @Test
    void whoReachedForTooMuchIsNamedWithTheRoleThatIsMissing() {
        audit.tell(Denied.role(SCALE, Caller.of("ann", List.of("viewer")), Optional.of("orders")));

        var told = only();
        assertThat(told.cluster().value()).isEqualTo("orders");
        assertThat(told.denial().caller()).isEqualTo("ann");
        assertThat(told.denial().reason()).isEqualTo(Reason.ROLE_MISSING);
        assertThat(told.denial().needed()).isEqualTo("operator:orders");
        assertThat(told.denial().path()).isEqualTo("/clusters/{cluster}/scale");
    }

    @Test
    void whatAStrangerWritesIntoAPathBecomesNoKey() {
        audit.tell(Denied.nobody(SCALE, Optional.of("<script>")));

        assertThat(only().cluster()).isEqualTo(FailoverCommand.EVERY_CLUSTER);
        assertThat(only().denial().caller()).isNull();
    }

    @Test
    void aStrangerWhoKnocksAllDayDoesNotFillTheTopic() {
        for (int i = 0; i < 100; i++) {
            audit.tell(Denied.nobody(SCALE, Optional.of("orders")));
        }
        audit.tell(Denied.role(SCALE, Caller.of("ann", List.of()), Optional.of("orders")));

        await().atMost(Duration.ofSeconds(10)).until(() -> published.size() == 3);
    }
}
