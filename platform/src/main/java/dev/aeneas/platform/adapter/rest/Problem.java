package dev.aeneas.platform.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.contracts.Refusal.Violation;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An error as RFC 9457 says it.
 *
 * @param type what kind of problem: {@code about:blank} means what the status means
 * @param violations every field with the rule that it breaks
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Violation> violations) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** The problem as an answer. */
    public static Response response(int status, String detail, List<Violation> violations) {
        var reason = Response.Status.fromStatusCode(status);
        var title = reason == null ? "Unprocessable Content" : reason.getReasonPhrase();
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", title, status, detail, violations))
                .build();
    }
}
