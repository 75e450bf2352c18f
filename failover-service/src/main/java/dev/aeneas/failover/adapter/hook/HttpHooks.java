package dev.aeneas.failover.adapter.hook;

import dev.aeneas.contracts.FailoverTerms.Hook;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.failover.hook.CallHook;
import dev.aeneas.failover.hook.HookAnswer;
import dev.aeneas.failover.hook.HookAnswer.Kind;
import dev.aeneas.failover.hook.HookCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A POST with JSON; redirects are not followed. */
@ApplicationScoped
public class HttpHooks implements CallHook {
    private static final Logger LOG = LoggerFactory.getLogger(HttpHooks.class);
    private static final int CONFLICT = 409;
    private static final int REASON_MAX = 300;

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public HookAnswer call(Hook hook, HookCall call) {
        var answer = answer(hook, call);
        LOG.info(
                "Hook {} on {} of {}: {} {}",
                hook.name(),
                call.moment(),
                call.cluster(),
                answer.kind(),
                answer.reason());
        return answer;
    }

    private HookAnswer answer(Hook hook, HookCall call) {
        try {
            // the client's own timeout ends with the headers; a body may drip for ever
            var answer = client.sendAsync(request(hook, call), BodyHandlers.ofString());
            try {
                return answer(hook, answer.get(hook.timeout().toMillis(), TimeUnit.MILLISECONDS));
            } finally {
                answer.cancel(true);
            }
        } catch (TimeoutException e) {
            return new HookAnswer(hook.name(), Kind.NONE, "gave no answer within " + hook.timeout());
        } catch (ExecutionException e) {
            return new HookAnswer(hook.name(), Kind.NONE, inWords(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HookAnswer(hook.name(), Kind.NONE, "the service ends");
        } catch (IllegalArgumentException e) {
            return new HookAnswer(hook.name(), Kind.NONE, inWords(e));
        }
    }

    private static HttpRequest request(Hook hook, HookCall call) {
        return HttpRequest.newBuilder(URI.create(hook.url()))
                .timeout(hook.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", call.id())
                .POST(BodyPublishers.ofByteArray(WireFormat.write(call)))
                .build();
    }

    private static HookAnswer answer(Hook hook, HttpResponse<String> response) {
        int status = response.statusCode();
        var text = response.body().strip();
        var reason = text.isEmpty() ? "status " + status : text.substring(0, Math.min(REASON_MAX, text.length()));
        if (status / 100 == 2) {
            return new HookAnswer(hook.name(), Kind.YES, reason);
        }
        return status == CONFLICT
                ? new HookAnswer(hook.name(), Kind.VETO, reason)
                : new HookAnswer(hook.name(), Kind.NONE, "answered with status " + status);
    }

    private static String inWords(Throwable e) {
        var kind = e instanceof IOException ? "did not answer" : "could not be called";
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }
}
