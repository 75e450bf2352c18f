package dev.aeneas.platform.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} a real Kafka, a real control store and {@link LocalTokens}:
 * {@code @QuarkusTestResource(LocalStackResource.class)}. Its requests show a token by
 * {@code RestAssured.authentication = RestAssured.oauth2(LocalTokens.ADMINISTRATOR)}.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {
    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start();
        return Map.of(
                "kafka.bootstrap.servers",
                stack.bootstrapServers(),
                "aeneas.store.contact-points",
                stack.store().getHostString() + ":" + stack.store().getPort(),
                "aeneas.access.tokens-file",
                stack.tokens().toString(),
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
        }
    }
}
