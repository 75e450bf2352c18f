package dev.aeneas.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;

/** A service's answer that is an error: problem+json (RFC 9457), or whatever it sent instead. */
public final class Problem extends RuntimeException {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int SERVER_ERRORS = 500;
    private static final int UNAVAILABLE = 503;

    private final String service;
    private final int status;
    private final transient JsonNode body;

    Problem(String service, int status, JsonNode body) {
        super(service + " answered " + status + ": " + body);
        this.service = service;
        this.status = status;
        this.body = body;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The problem as the service sent it. */
    public JsonNode body() {
        return body;
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        if (status == UNAVAILABLE) {
            return ExitCode.UNAVAILABLE;
        }
        return status < SERVER_ERRORS ? ExitCode.REFUSED : ExitCode.FAILED;
    }

    /** What is wrong, field by field, and what to do, for people. */
    public String explanation() {
        var lines = new ArrayList<String>();
        lines.add(headline());
        lines.addAll(violations());
        lines.add("  " + advice());
        return String.join("\n", lines);
    }

    private String headline() {
        String title = body.path("title").asText("");
        return service + ": " + (title.isBlank() ? "HTTP " + status : title + " (" + status + ")");
    }

    private List<String> violations() {
        var lines = new ArrayList<String>();
        body.path("violations")
                .forEach(violation -> lines.add("  " + violation.path("field").asText() + " "
                        + violation.path("rule").asText()));
        if (lines.isEmpty() && body.hasNonNull("detail")) {
            lines.add("  " + body.get("detail").asText());
        }
        return lines;
    }

    private String advice() {
        return switch (status) {
            case BAD_REQUEST, UNPROCESSABLE -> "Nothing changed. Correct it and ask again.";
            case UNAUTHORIZED ->
                "Nothing changed. Put a token that the service believes into AENEAS_TOKEN, or ask with the --home of the stack.";
            case FORBIDDEN -> "Nothing changed. Ask with a token of somebody who may (AENEAS_TOKEN).";
            case NOT_FOUND -> "Nothing changed. 'aeneas cluster list' shows what there is.";
            case CONFLICT ->
                "Nothing changed. Wait for what runs ('aeneas events --follow' shows it) or choose another name.";
            case UNAVAILABLE -> "Try again shortly; 'aeneas status' shows what is not ready.";
            default -> "See the service's log in the state folder (services/*/out.log).";
        };
    }
}
