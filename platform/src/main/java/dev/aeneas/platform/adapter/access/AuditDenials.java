package dev.aeneas.platform.adapter.access;

import dev.aeneas.contracts.BackupEvent;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Denial;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Event;
import dev.aeneas.contracts.FailoverCommand;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.ProvisioningEvent;
import dev.aeneas.contracts.ScalingEvent;
import dev.aeneas.platform.access.Caller;
import dev.aeneas.platform.access.DenialBudget;
import dev.aeneas.platform.process.PublishMessages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of every denial: a line of the log, a metric, and within a bound an event. The refused one never waits for that. */
public final class AuditDenials implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditDenials.class);
    private static final int WAITING_MAX = 1_000;

    private final URI source;
    private final PublishMessages publisher;
    private final DenialBudget budget;
    private final BiFunction<ClusterName, Denial, Event> event;
    private final ThreadPoolExecutor telling =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX));

    public AuditDenials(String service, URI source, PublishMessages publisher, DenialBudget budget) {
        this.source = source;
        this.publisher = publisher;
        this.budget = budget;
        this.event = eventOf(service);
    }

    private static BiFunction<ClusterName, Denial, Event> eventOf(String service) {
        return switch (service) {
            case "provisioning" -> ProvisioningEvent.AccessDenied::new;
            case "scaling" -> ScalingEvent.AccessDenied::new;
            case "backup" -> BackupEvent.AccessDenied::new;
            case "failover" -> FailoverEvent.AccessDenied::new;
            default -> throw new IllegalArgumentException(service + " has no events of denials");
        };
    }

    /** Begins to count at zero, so that the first denial is an increase. */
    public static void countFromTheStart() {
        for (var reason : Denial.Reason.values()) {
            counter(reason);
        }
    }

    private static Counter counter(Denial.Reason reason) {
        return Metrics.counter("aeneas.access.denied", "reason", reason.name().toLowerCase(Locale.ROOT));
    }

    void tell(Denied denied) {
        var rule = denied.rule();
        LOG.warn(
                "Access denied: {} {} by {}: {}",
                rule.endpoint(),
                denied.cluster().orElse(""),
                denied.caller().map(Caller::name).orElse("nobody known"),
                denied.reason());
        counter(denied.reason()).increment();
        var now = Instant.now();
        budget.take(denied.reason(), now).ifPresent(unreported -> tell(denied, unreported, now));
    }

    private void tell(Denied denied, long unreported, Instant at) {
        var rule = denied.rule();
        var denial = new Denial(
                denied.caller().map(Caller::name).orElse(null),
                rule.endpoint().method(),
                rule.endpoint().path(),
                denied.reason(),
                rule.needed(denied.cluster()),
                unreported);
        var body = event.apply(cluster(denied.cluster()), denial);
        var id = UUID.randomUUID().toString();
        try {
            telling.execute(() -> publish(new Envelope(id, source, at, id, id, body)));
        } catch (RejectedExecutionException e) {
            LOG.warn("A denial is in this log only: {} wait already", WAITING_MAX);
        }
    }

    private void publish(Envelope envelope) {
        try {
            publisher.publish(List.of(envelope));
        } catch (PublishMessages.Unavailable e) {
            LOG.warn("A denial is in this log only: {}", e.getMessage());
        }
    }

    /** What a stranger writes into a path becomes a key only where it could be a cluster's name. */
    private static ClusterName cluster(Optional<String> named) {
        try {
            return named.map(ClusterName::new).orElse(FailoverCommand.EVERY_CLUSTER);
        } catch (InvalidField e) {
            return FailoverCommand.EVERY_CLUSTER;
        }
    }

    @Override
    public void close() {
        telling.shutdown();
    }
}
