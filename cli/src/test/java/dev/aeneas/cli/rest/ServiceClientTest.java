package dev.aeneas.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceClientTest {
    private HttpDouble service;
    private ServiceClient client;

    @BeforeEach
    void start() throws IOException {
        service = HttpDouble.start();
        client = new ServiceClient("provisioning service", service.url(), () -> Optional.of("a1b2"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void tellsWhereToWatchWhatItBegan() {
        service.on("POST", "/clusters", 202, "/operations/1", "{}");

        Answer answer = client.post("/clusters", Map.of("cluster", "shop"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.location()).hasValue(service.url().resolve("/operations/1"));
    }

    @Test
    void showsItsTokenWithEveryRequest() {
        service.on("GET", "/clusters", 200, null, "[]");

        client.get("/clusters");
        client.text("/clusters", "text/html");

        assertThat(service.authorizations()).containsExactly("Bearer a1b2", "Bearer a1b2");
    }

    @Test
    void saysWhatToDoWhereATokenIsNotEnough() {
        service.on("GET", "/clusters", 403, null, "{\"detail\":\"viewer lacks the role operator:shop\"}");

        assertThatThrownBy(() -> client.get("/clusters")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(problem.explanation()).contains("operator:shop").contains("AENEAS_TOKEN");
        });
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(client.find("/clusters/shop")).isEmpty();
    }

    @Test
    void throwsAProblemAsTheServiceDescribesIt() {
        service.on("GET", "/clusters", 503, null, "{\"detail\":\"not connected to the control store yet\"}");

        assertThatThrownBy(() -> client.get("/clusters")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(problem.explanation()).contains("control store").contains("Try again");
        });
    }

    @Test
    void keepsAnAnswerThatIsNotJson() {
        assertThatThrownBy(() -> client.get("/nowhere")).isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                        problem.body().asText())
                .isEqualTo("no such thing"));
    }

    @Test
    void followsAnOperationUntilItsEndAndTellsEachChangeOnce() {
        service.on(
                "GET",
                "/operations/1",
                200,
                null,
                "{\"state\":\"Executing\",\"steps\":[{\"stepId\":\"a\",\"startedAt\":\"x\"}]}");
        service.on(
                "GET",
                "/operations/1",
                200,
                null,
                "{\"state\":\"Executing\",\"steps\":[{\"stepId\":\"a\",\"startedAt\":\"x\"}]}");
        service.on("GET", "/operations/1", 200, null, "{\"state\":\"Completed\"}");
        var told = new ArrayList<String>();

        var end = new Operations(client, status -> told.add(status.text()))
                .await(service.url().resolve("/operations/1"), Duration.ofSeconds(10));

        assertThat(Operations.succeeded(end)).isTrue();
        assertThat(told).containsExactly("executing, 0 of 1 done: a", "completed");
    }

    @Test
    void stopsWaitingAtItsBoundAndSaysThatTheOperationGoesOn() {
        service.on("GET", "/operations/1", 200, null, "{\"state\":\"Executing\"}");
        var operations = new Operations(client, line -> {});

        assertThatThrownBy(() -> operations.await(service.url().resolve("/operations/1"), Duration.ofMillis(1)))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TIMED_OUT))
                .hasMessageContaining("still goes on");
    }
}
