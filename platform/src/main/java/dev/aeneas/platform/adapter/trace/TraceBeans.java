package dev.aeneas.platform.adapter.trace;

import dev.aeneas.platform.adapter.runtime.PlatformConfig;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where spans go: to the collector that {@code quarkus.otel.exporter.otlp.*} names, and to the file of {@code aeneas.trace.file}. */
@ApplicationScoped
public class TraceBeans {
    private final PlatformConfig config;

    public TraceBeans(PlatformConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Traces traces(OpenTelemetry telemetry) {
        return new Traces(telemetry);
    }

    @Produces
    @Singleton
    SpanProcessor file() {
        return config.trace()
                .file()
                .map(file -> SimpleSpanProcessor.create(new TraceFile(config.service() + "-service", file)))
                .orElseGet(SpanProcessor::composite);
    }
}
