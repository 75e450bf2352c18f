package dev.aeneas.provisioning.adapter.rest;

import dev.aeneas.platform.testing.IdentityProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.Map;

/** Gives a {@code @QuarkusTest} an identity provider, and the key that it signs with. */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {
    static final String PRIVATE_KEY = "test.issuer.private-key";

    private IdentityProvider provider;

    @Override
    public Map<String, String> start() {
        provider = IdentityProvider.start();
        return Map.of(
                "aeneas.access.oidc",
                "true",
                "quarkus.oidc.auth-server-url",
                provider.issuer(),
                PRIVATE_KEY,
                Base64.getEncoder().encodeToString(provider.key().getEncoded()));
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
    }
}
