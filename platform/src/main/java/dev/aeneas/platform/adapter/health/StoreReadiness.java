package dev.aeneas.platform.adapter.health;

import dev.aeneas.platform.adapter.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the control store answers within its bound. */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
    private final Store store;

    public StoreReadiness(Store store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("control-store")
                .status(store.answers())
                .build();
    }
}
