package dev.aeneas.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final Optional<String> ORDERS = Optional.of("orders");
    private static final Optional<String> EVERY = Optional.empty();

    private static Caller with(String... roles) {
        return Caller.of("ann", List.of(roles));
    }

    @Test
    void aGreaterRoleMayAllThatASmallerOneMay() {
        assertThat(with("administrator").may(Role.VIEWER, EVERY)).isTrue();
        assertThat(with("operator").may(Role.OPERATOR, ORDERS)).isTrue();
        assertThat(with("operator").may(Role.ADMINISTRATOR, ORDERS)).isFalse();
        assertThat(with("viewer").may(Role.OPERATOR, ORDERS)).isFalse();
    }

    @Test
    void aRoleForOneClusterIsWorthNothingElsewhere() {
        var caller = with("operator:orders", "viewer:shop");
        assertThat(caller.may(Role.OPERATOR, ORDERS)).isTrue();
        assertThat(caller.may(Role.VIEWER, Optional.of("shop"))).isTrue();
        assertThat(caller.may(Role.OPERATOR, Optional.of("shop"))).isFalse();
        assertThat(caller.may(Role.VIEWER, Optional.of("other"))).isFalse();
        assertThat(caller.may(Role.VIEWER, EVERY)).isFalse();
        assertThat(caller.maySomewhere(Role.OPERATOR)).isTrue();
        assertThat(caller.maySomewhere(Role.ADMINISTRATOR)).isFalse();
    }

    @Test
    void rolesOfOtherSystemsCountForNothing() {
        assertThat(with("offline_access", "Administrator", "operator:", ":orders", "", "admin:orders")
                        .grants())
                .isEmpty();
    }
}
