package dev.aeneas.platform.adapter.access;

import dev.aeneas.platform.access.AccessRule;
import dev.aeneas.platform.access.AccessRules;
import dev.aeneas.platform.access.Caller;
import dev.aeneas.platform.access.Endpoint;
import dev.aeneas.platform.adapter.runtime.PlatformConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The one door of every gateway: who is it, which role does the endpoint need, for which cluster. What an endpoint's rule is stands in
 * {@code access-rules.txt}; health, metrics and the OpenAPI document are no endpoints of ours and stay open.
 */
public class AccessFilter {
    private static final String BEARER = "Bearer ";

    private final AccessRules rules = AccessRules.load();
    private final String service;
    private final boolean oidc;
    private final Optional<TokenFile> tokens;
    private final CurrentCaller current;
    private final CurrentVertxRequest http;
    private final IdentityProviderManager identities;

    public AccessFilter(
            PlatformConfig platform,
            AccessConfig config,
            CurrentCaller current,
            CurrentVertxRequest http,
            IdentityProviderManager identities) {
        this.service = platform.service();
        this.oidc = config.oidc();
        this.tokens = config.tokensFile().map(TokenFile::new);
        this.current = current;
        this.http = http;
        this.identities = identities;
    }

    /** Null lets the request through: an identity provider's keys may have to be fetched first, hence the Uni. */
    @ServerRequestFilter
    @Priority(Priorities.AUTHORIZATION)
    public Uni<Response> check(ContainerRequestContext request, ResourceInfo resource) {
        var rule = ruleOf(request, resource);
        var cluster =
                Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst("cluster"));
        var token = bearer(request);
        if (token.isEmpty()) {
            return Uni.createFrom().failure(Denied.nobody(rule, cluster));
        }
        return caller(token.get())
                .onFailure(AuthenticationFailedException.class)
                .transform(failed -> Denied.stranger(rule, cluster))
                .invoke(caller -> enter(caller, rule, cluster))
                .replaceWith((Response) null);
    }

    private void enter(Optional<Caller> caller, AccessRule rule, Optional<String> cluster) {
        var known = caller.orElseThrow(() -> Denied.stranger(rule, cluster));
        if (!rule.allows(known, cluster)) {
            throw Denied.role(rule, known, cluster);
        }
        current.entered(known, rule);
    }

    private AccessRule ruleOf(ContainerRequestContext request, ResourceInfo resource) {
        var endpoint = Endpoint.of(
                request.getMethod(),
                path(resource.getResourceClass().getAnnotation(Path.class)),
                path(resource.getResourceMethod().getAnnotation(Path.class)));
        // HEAD is answered by what answers GET, and is allowed to whom GET is
        var asked = endpoint.method().equals("HEAD") ? new Endpoint("GET", endpoint.path()) : endpoint;
        return rules.find(service, asked)
                .orElseThrow(() -> new ForbiddenException(asked + " has no rule in access-rules.txt: nobody gets in"));
    }

    private static String path(Path declared) {
        return declared == null ? "" : declared.value();
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private Uni<Optional<Caller>> caller(String token) {
        var byFile = tokens.flatMap(file -> file.find(token));
        if (byFile.isPresent() || !oidc) {
            return Uni.createFrom().item(byFile);
        }
        return QuarkusHttpUser.getSecurityIdentity(http.getCurrent(), identities)
                .map(AccessFilter::caller);
    }

    private static Optional<Caller> caller(SecurityIdentity identity) {
        return identity == null || identity.isAnonymous()
                ? Optional.empty()
                : Optional.of(Caller.of(identity.getPrincipal().getName(), identity.getRoles()));
    }
}
