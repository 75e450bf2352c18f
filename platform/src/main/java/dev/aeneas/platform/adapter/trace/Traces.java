package dev.aeneas.platform.adapter.trace;

import dev.aeneas.contracts.Command;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.platform.process.LogKeys;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.TraceWork;
import dev.aeneas.platform.process.Work;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Spans of what a service does with a message and of its long work. A trace begins at a REST call, or at a command that brings none;
 * from there it travels in the messages and in the journal. While traces are switched off, those of others pass through unchanged.
 */
public final class Traces implements TraceWork {
    private static final String PARENT = "traceparent";
    private static final TextMapGetter<Map<String, String>> FROM_MAP = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private final Tracer tracer;

    public Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.aeneas");
    }

    /** The trace that this thread works in, as {@code traceparent}; null: none. */
    public static String current() {
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, Map::put);
        return carrier.get(PARENT);
    }

    /** Begins to handle a message. Events and observations that nobody traces begin no trace: they are many. */
    public Traced receive(Envelope envelope) {
        if (envelope.trace() == null && !(envelope.body() instanceof Command)) {
            return NOWHERE.begin(null, null, null);
        }
        var span = tracer.spanBuilder(envelope.type())
                .setParent(context(envelope.trace()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(LogKeys.CLUSTER_ID, envelope.body().cluster().value())
                .setAttribute(LogKeys.MESSAGE_ID, envelope.id())
                .startSpan();
        return new Current(span);
    }

    @Override
    public Traced begin(ProcessId process, Work work, String parent) {
        if (parent == null || work.routine()) {
            return NOWHERE.begin(process, work, parent);
        }
        var span = tracer.spanBuilder(process.kind() + " " + work.getClass().getSimpleName())
                .setParent(context(parent))
                .setAttribute(LogKeys.PROCESS, process.kind())
                .setAttribute(LogKeys.RUN_ID, process.id())
                .setAttribute(LogKeys.STEP, work.key())
                .startSpan();
        return new Current(span);
    }

    private static Context context(String parent) {
        return parent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(PARENT, parent), FROM_MAP);
    }

    /** A span that this thread works in. */
    private static final class Current implements Traced {
        private final Span span;
        private final Scope scope;
        private final String trace;

        @SuppressWarnings("MustBeClosedChecker") // close() does, in the thread that opened it
        Current(Span span) {
            this.span = span;
            this.scope = span.makeCurrent();
            this.trace = Traces.current();
            MDC.put(LogKeys.TRACE_ID, span.getSpanContext().getTraceId());
        }

        @Override
        public String trace() {
            return trace;
        }

        @Override
        public void failed(Exception cause) {
            span.recordException(cause);
            span.setStatus(StatusCode.ERROR, String.valueOf(cause.getMessage()));
        }

        @Override
        public void close() {
            MDC.remove(LogKeys.TRACE_ID);
            scope.close();
            span.end();
        }
    }
}
