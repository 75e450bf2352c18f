package dev.aeneas.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.aeneas.platform.access.AccessRule;
import dev.aeneas.platform.access.AccessRules;
import dev.aeneas.platform.access.Caller;
import dev.aeneas.platform.access.Endpoint;
import dev.aeneas.platform.access.Role;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint that a service has, as its own annotations say, against the one table of roles and the page that shows it. */
class GatewayAccessTest {
    private static final java.nio.file.Path PAGE = java.nio.file.Path.of("..", "docs", "access.md");
    private static final String BEGIN = "<!-- the table, written by GatewayAccessTest: see CONTRIBUTING.md -->\n";
    private static final AccessRules RULES = AccessRules.load();

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void everyEndpointHasARuleAndEveryRuleAnEndpoint(String service) {
        assertThat(RULES.all().stream()
                        .filter(rule -> rule.service().equals(service))
                        .map(AccessRule::endpoint))
                .as("access-rules.txt of platform, against the annotations of " + service + "-service")
                .containsExactlyInAnyOrderElementsOf(endpoints(service));
    }

    @Test
    void whatOnlyLooksNeedsNoMoreThanAViewerAndWhatChangesNeedsMore() {
        assertThat(RULES.all()).allSatisfy(rule -> {
            // advice on prices or plans that are sent along changes nothing either
            boolean looks = rule.endpoint().method().equals("GET")
                    || rule.endpoint().path().endsWith("-advice");
            assertThat(rule.role() == Role.VIEWER).as(rule.toString()).isEqualTo(looks);
        });
    }

    @Test
    void onlyListsOverClustersPick() {
        assertThat(RULES.all())
                .filteredOn(AccessRule::picks)
                .allMatch(rule -> rule.endpoint().method().equals("GET")
                        && !rule.endpoint().ofOneCluster());
    }

    @Test
    void thePageShowsWhatEachRoleMay() throws IOException {
        var page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        var expected = page.substring(0, begin) + table();
        if (Boolean.getBoolean("access.write") || "".equals(System.getProperty("access.write"))) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static List<Endpoint> endpoints(String service) {
        var endpoints = Code.ALL.stream()
                .filter(type -> type.getPackageName().startsWith("dev.aeneas." + service + "."))
                .filter(type ->
                        type.isAnnotatedWith(Path.class) && !type.isInterface()) // an interface asks another service
                .map(JavaClass::reflect)
                .flatMap(GatewayAccessTest::endpoints)
                .toList();
        assertThat(endpoints).hasSizeGreaterThan(5);
        return endpoints;
    }

    private static Stream<Endpoint> endpoints(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> verb(method)
                        .map(verb -> Endpoint.of(
                                verb, resource.getAnnotation(Path.class).value(), path(method)))
                        .stream());
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Method method) {
        var path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static String table() {
        var rows = RULES.all().stream().map(GatewayAccessTest::row).collect(Collectors.joining());
        return "\n| service | endpoint | viewer | operator | administrator |\n|---|---|---|---|---|\n" + rows;
    }

    private static String row(AccessRule rule) {
        return Stream.of(Role.values())
                .map(role -> mark(rule, role))
                .collect(Collectors.joining(" | ", "| " + rule.service() + " | `" + rule.endpoint() + "` | ", " |\n"));
    }

    /** What a role for every cluster may, and one for the cluster that the path names. */
    private static String mark(AccessRule rule, Role role) {
        var cluster = Optional.of("orders").filter(any -> rule.endpoint().ofOneCluster());
        boolean everywhere = rule.allows(Caller.of("a", List.of(role.word())), cluster);
        boolean ofOne = rule.allows(Caller.of("a", List.of(role.word() + ":orders")), cluster);
        if (ofOne) {
            return "yes";
        }
        return everywhere ? "of every cluster" : "";
    }
}
