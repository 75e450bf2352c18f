package dev.aeneas.platform.adapter.trace;

import dev.aeneas.contracts.WireFormat;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spans as lines of JSON in a file that several services may share: each line is one write at its end. */
public final class TraceFile implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(TraceFile.class);

    private final String service;
    private final Path file;

    public TraceFile(String service, Path file) {
        this.service = service;
        this.file = file;
    }

    /** A span, briefly; {@code parentSpanId} is null for the first one of a trace. */
    record Line(
            String traceId,
            String spanId,
            String parentSpanId,
            String service,
            String name,
            String kind,
            Instant start,
            Instant end,
            String status,
            Map<String, String> attributes) {}

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        try {
            for (var span : spans) {
                write(line(span));
            }
            return CompletableResultCode.ofSuccess();
        } catch (IOException e) {
            LOG.warn("Spans could not be written: {}", e.toString());
            return CompletableResultCode.ofFailure();
        }
    }

    private void write(Line line) throws IOException {
        var json = WireFormat.write(line);
        var bytes = new byte[json.length + 1];
        System.arraycopy(json, 0, bytes, 0, json.length);
        bytes[json.length] = '\n';
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Line line(SpanData span) {
        var attributes = new LinkedHashMap<String, String>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
        var parent = span.getParentSpanContext();
        return new Line(
                span.getTraceId(),
                span.getSpanId(),
                parent.isValid() ? parent.getSpanId() : null,
                service,
                span.getName(),
                span.getKind().name(),
                at(span.getStartEpochNanos()),
                at(span.getEndEpochNanos()),
                span.getStatus().getStatusCode().name(),
                attributes);
    }

    private static Instant at(long epochNanos) {
        return Instant.ofEpochSecond(0, 0).plusMillis(TimeUnit.NANOSECONDS.toMillis(epochNanos));
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
