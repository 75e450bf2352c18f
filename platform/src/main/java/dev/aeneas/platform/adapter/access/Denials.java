package dev.aeneas.platform.adapter.access;

import dev.aeneas.contracts.Denial.Reason;
import dev.aeneas.platform.adapter.rest.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What somebody who is not let in gets to read. */
public class Denials {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AuditDenials audit;

    public Denials(AuditDenials audit) {
        this.audit = audit;
    }

    @ServerExceptionMapper
    public Response denied(Denied denied) {
        audit.tell(denied);
        if (denied.reason() == Reason.ROLE_MISSING) {
            return Problem.response(FORBIDDEN, denied.getMessage(), List.of());
        }
        return Response.fromResponse(Problem.response(UNAUTHORIZED, denied.getMessage(), List.of()))
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge(denied.reason()))
                .build();
    }

    /** As RFC 6750 has it. */
    private static String challenge(Reason reason) {
        return reason == Reason.BAD_TOKEN
                ? "Bearer realm=\"aeneas\", error=\"invalid_token\""
                : "Bearer realm=\"aeneas\"";
    }
}
