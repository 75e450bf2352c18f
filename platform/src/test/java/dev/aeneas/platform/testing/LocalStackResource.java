package dev.aeneas.platform.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a real Kafka and a real control store: {@code @QuarkusTestResource(LocalStackResource.class)}. */
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
