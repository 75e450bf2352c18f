package dev.aeneas.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.platform.access.AccessRule;
import dev.aeneas.platform.access.AccessRules;
import dev.aeneas.platform.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;

/** Knocks at every endpoint of a running service as nobody, as a stranger, as each role, and as each role of another cluster. */
public final class EveryDoor {
    private static final String CLUSTER = "nowhere";
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration A_STREAM_HAS_BEGUN = Duration.ofMillis(500);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(BOUND)
            .build();
    private final URI base;

    private EveryDoor(URI base) {
        this.base = base;
    }

    /** Fails at the first door that lets somebody in, or keeps somebody out, against the table; returns how often it knocked. */
    public static int check(String service, URI base) {
        var doors = new EveryDoor(base);
        var rules = AccessRules.load().all().stream()
                .filter(rule -> rule.service().equals(service))
                .toList();
        return rules.stream().mapToInt(doors::check).sum();
    }

    private int check(AccessRule rule) {
        assertThat(knock(rule, null)).as("nobody at " + rule.endpoint()).isEqualTo(UNAUTHORIZED);
        assertThat(knock(rule, "guessed"))
                .as("a stranger at " + rule.endpoint())
                .isEqualTo(UNAUTHORIZED);
        int knocked = 2;
        for (var role : Role.values()) {
            boolean enough = role.compareTo(rule.role()) >= 0;
            knocked += see(rule, role.word(), enough);
            knocked += see(
                    rule,
                    role.word() + "-of-" + CLUSTER,
                    enough && (rule.endpoint().ofOneCluster() || rule.picks()));
            knocked += see(rule, role.word() + "-of-another", enough && rule.picks());
        }
        return knocked;
    }

    private int see(AccessRule rule, String caller, boolean mayEnter) {
        int status = knock(rule, LocalTokens.of(caller));
        if (mayEnter) {
            assertThat(List.of(UNAUTHORIZED, FORBIDDEN))
                    .as(caller + " at " + rule.endpoint())
                    .doesNotContain(status);
        } else {
            assertThat(status).as(caller + " at " + rule.endpoint()).isEqualTo(FORBIDDEN);
        }
        return 1;
    }

    /** With an empty body, about things that do not exist: whoever is let in is told so, and nothing changes. */
    private int knock(AccessRule rule, String token) {
        var path = rule.endpoint().path().replace("{cluster}", CLUSTER).replaceAll("\\{\\w+}", "x1");
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(path.endsWith("/stream") ? A_STREAM_HAS_BEGUN : BOUND)
                .header("Content-Type", "application/json")
                .method(rule.endpoint().method(), HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            // as a stream, since one of events has a status and no end
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (HttpTimeoutException e) {
            return path.endsWith("/stream") ? 200 : 504; // a stream that has nothing to tell yet is not a refusal
        } catch (IOException e) {
            throw new AssertionError(rule.endpoint().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
