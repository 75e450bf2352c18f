package dev.aeneas.cli.demo;

import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.command.Texts;
import dev.aeneas.cli.demo.DemoReport.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as a table for people and as JSON in a file. */
public final class ReportWriter {
    private ReportWriter() {}

    public static void write(DemoReport report, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder); // it may have been the state folder, which is gone by now
            Files.writeString(file, Console.pretty(report) + "\n");
        } catch (IOException e) {
            throw CliException.failed("the report cannot be written to " + file + ": " + e);
        }
    }

    /** What was measured. */
    public static Table measured(DemoReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("region suspected", Texts.millis(report.regionSuspectedMs())));
        rows.add(List.of("region down", Texts.millis(report.regionDownMs())));
        rows.add(List.of("Cassandra's own gossip noticed", Texts.millis(report.gossipDownMs())));
        rows.add(List.of("traffic shifted", Texts.millis(report.trafficShiftedMs())));
        rows.add(List.of("application without acknowledgement", Texts.millis(report.clientOutageMs())));
        rows.add(List.of("capacity restored", Texts.millis(report.capacityRestoredMs())));
        rows.add(List.of("consistency restored", Texts.millis(report.consistencyRestoredMs())));
        rows.add(List.of("rows acknowledged", Long.toString(report.rowsAcknowledged())));
        rows.add(List.of(
                "rows readable before / after", report.rowsReadableBefore() + " / " + report.rowsReadableAfter()));
        rows.add(List.of("rows lost", Long.toString(report.rowsLost())));
        rows.add(List.of("recovery point", report.rpoMs() + " ms"));
        rows.add(List.of("memory at most", Texts.mebibytes(report.memoryPeakBytes())));
        rows.add(List.of("whole demonstration", Texts.millis(report.durationMs())));
        return new Table(List.of("since the loss of the region", ""), rows);
    }

    /** What had to hold, and what was promised. */
    public static Table checks(DemoReport report) {
        List<List<String>> rows = new ArrayList<>();
        report.checks()
                .forEach(check -> rows.add(List.of(check.holds() ? "ok" : "FAILED", check.name(), check.detail())));
        report.promises().forEach(promise -> rows.add(List.of(verdict(promise), promise.name(), detail(promise))));
        return new Table(List.of("", "check", ""), rows);
    }

    private static String verdict(Promise promise) {
        if (promise.holds() == null) {
            return "not measured";
        }
        return promise.holds() ? "ok" : "missed";
    }

    private static String detail(Promise promise) {
        String bound = String.format(Locale.ROOT, "promised: %s %.0f", promise.atLeast() ? "≥" : "≤", promise.bound());
        return promise.value() == null ? bound : String.format(Locale.ROOT, "%.1f, %s", promise.value(), bound);
    }
}
