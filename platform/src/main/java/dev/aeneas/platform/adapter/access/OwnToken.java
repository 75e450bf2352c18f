package dev.aeneas.platform.adapter.access;

import dev.aeneas.platform.adapter.runtime.PlatformConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

/** A service that asks another one shows its own token: the line {@code <name>-service} of the tokens that both know. */
@ApplicationScoped
public class OwnToken implements ClientHeadersFactory {
    private final String name;
    private final Optional<TokenFile> tokens;

    public OwnToken(PlatformConfig platform, AccessConfig config) {
        this.name = platform.service() + "-service";
        this.tokens = config.tokensFile().map(TokenFile::new);
    }

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        var headers = new MultivaluedHashMap<String, String>();
        tokens.flatMap(file -> file.tokenOf(name))
                .ifPresent(token -> headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token));
        return headers;
    }
}
