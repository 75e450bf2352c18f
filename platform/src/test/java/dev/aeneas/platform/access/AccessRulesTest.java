package dev.aeneas.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private static final AccessRules RULES = AccessRules.of(
            """
            # remarks and empty lines count for nothing

            scaling POST /clusters/{cluster}/scale operator
            scaling GET  /clusters viewer picks
            """);

    @Test
    void anEndpointWithoutARuleIsFoundByNobody() {
        assertThat(RULES.find("scaling", new Endpoint("POST", "/clusters/{cluster}/scale")))
                .isPresent();
        assertThat(RULES.find("scaling", new Endpoint("GET", "/clusters/{cluster}/scale")))
                .isEmpty();
        assertThat(RULES.find("backup", new Endpoint("GET", "/clusters"))).isEmpty();
    }

    @Test
    void aListThatPicksLetsInWhoHasTheRoleForAnyCluster() {
        var rule = RULES.find("scaling", new Endpoint("GET", "/clusters")).orElseThrow();
        assertThat(rule.allows(Caller.of("ann", List.of("viewer:orders")), Optional.empty()))
                .isTrue();
        assertThat(rule.allows(Caller.of("ann", List.of()), Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scaling POST /a",
                "scaling POST /a king",
                "scaling POST /a operator sometimes",
                "scaling GET /a viewer\nscaling GET /a operator"
            })
    void aTableThatIsNotClearIsRefused(String table) {
        assertThatThrownBy(() -> AccessRules.of(table)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndpointIsKnownHoweverItsSlashesAreWritten() {
        assertThat(Endpoint.of("GET", "/clusters/", "/{cluster}"))
                .isEqualTo(Endpoint.of("GET", "clusters", "{cluster}/"))
                .isEqualTo(new Endpoint("GET", "/clusters/{cluster}"));
        assertThat(Endpoint.of("GET", "/", "")).isEqualTo(new Endpoint("GET", "/"));
    }
}
