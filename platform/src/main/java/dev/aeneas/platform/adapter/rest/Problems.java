package dev.aeneas.platform.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.PublishMessages;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error of every gateway as problem+json. */
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int UNPROCESSABLE = 422;

    @ServerExceptionMapper
    public Response refused(Refused e) {
        int status =
                switch (e.refusal().kind()) {
                    case NOT_FOUND -> 404;
                    case CONFLICT -> 409;
                    case INVALID -> UNPROCESSABLE;
                };
        return Problem.response(status, e.getMessage(), e.refusal().violations());
    }

    @ServerExceptionMapper
    public Response invalidField(InvalidField e) {
        return Problem.response(400, e.getMessage(), List.of(new Violation(e.field(), e.rule())));
    }

    @ServerExceptionMapper(priority = 1)
    public Response unreadable(JsonMappingException e) {
        return invalidField(WireFormat.invalidField(e));
    }

    // Quarkus has a mapper of its own for these, which says nothing; the more specific one wins.
    @ServerExceptionMapper(priority = 1)
    public Response mismatched(MismatchedInputException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper(priority = 1)
    public Response malformed(JsonProcessingException e) {
        return invalidField(new InvalidField("$", "must be well-formed JSON"));
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        if (e.getCause() instanceof JsonMappingException mapping) {
            return unreadable(mapping);
        }
        if (e.getCause() instanceof JsonProcessingException processing) {
            return malformed(processing);
        }
        return Problem.response(e.getResponse().getStatus(), e.getMessage(), List.of());
    }

    @ServerExceptionMapper
    public Response storeAway(Journal.Unavailable e) {
        return Problem.response(503, e.getMessage() + "; try again", List.of());
    }

    @ServerExceptionMapper
    public Response kafkaAway(PublishMessages.Unavailable e) {
        var advice = "; what was asked may be recorded and then goes on by itself:"
                + " look, or ask again with the same Idempotency-Key";
        return Problem.response(503, e.getMessage() + advice, List.of());
    }

    @ServerExceptionMapper
    public Response unexpected(RuntimeException e) {
        LOG.error("Request failed", e);
        return Problem.response(500, "unexpected: the service's log says more", List.of());
    }
}
