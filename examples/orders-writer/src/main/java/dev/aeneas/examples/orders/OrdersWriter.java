package dev.aeneas.examples.orders;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes orders and tells how long it could not; exit code 0: done and nothing missing, 1: rows missing, 2: wrong usage. */
@Command(
        name = "orders-writer",
        mixinStandardHelpOptions = true,
        description = "Writes orders with increasing ids and measures its own outage; SIGTERM ends it with its report.")
public final class OrdersWriter implements Callable<Integer> {
    private static final Duration REPORT_BOUND = Duration.ofSeconds(10);

    @Option(names = "--config", required = true, description = "the driver's configuration file")
    private Path config;

    @Option(names = "--keyspace", required = true, description = "an existing keyspace; table orders is created in it")
    private String keyspace;

    @Option(names = "--seconds", defaultValue = "60", description = "how long (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--rate", defaultValue = "50", description = "writes per second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--first-id", defaultValue = "1", description = "of the first order (default: ${DEFAULT-VALUE})")
    private long firstId;

    @Option(names = "--ids", description = "append the ids of acknowledged orders to this file")
    private Path ids;

    @Option(names = "--check", description = "write nothing: count which orders of --ids are missing")
    private boolean check;

    @Option(names = "--json", description = "report as one line of JSON")
    private boolean json;

    public static void main(String[] args) {
        System.exit(new CommandLine(new OrdersWriter()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        requireUsable();
        try (var session = CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.fromPath(config))
                .build()) {
            var orders = new Orders(session, keyspace);
            return check ? count(orders) : write(session, orders);
        }
    }

    private void requireUsable() {
        if (rate < 1 || seconds < 1 || (check && ids == null)) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--rate and --seconds must be at least 1, and --check needs --ids");
        }
    }

    private int write(CqlSession session, Orders orders) throws IOException {
        orders.create();
        var told = new CountDownLatch(1);
        try (var log = IdLog.to(Optional.ofNullable(ids))) {
            var writing = new Writing(session, orders.insert(), log, rate);
            stopWithTheProcess(writing, told);
            var report = writing.run(firstId, Duration.ofSeconds(seconds));
            System.out.println(json ? report.json() : report.text());
            System.out.flush();
        } finally {
            told.countDown();
        }
        return 0;
    }

    /** A drill ends its workload with SIGTERM and still wants the report. */
    private static void stopWithTheProcess(Writing writing, CountDownLatch told) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            writing.stop();
            try {
                if (!told.await(REPORT_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                    System.err.println("ended without a report: the last write had no answer within " + REPORT_BOUND);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private int count(Orders orders) throws IOException {
        var acknowledged = IdLog.read(ids);
        long missing = orders.missing(acknowledged);
        System.out.println(
                json
                        ? "{\"acknowledged\":%d,\"missing\":%d}".formatted(acknowledged.size(), missing)
                        : "%d acknowledged, %d missing".formatted(acknowledged.size(), missing));
        return missing == 0 ? 0 : 1;
    }
}
