package dev.aeneas.failover.adapter.rest;

import dev.aeneas.failover.drill.Moment;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A drill's report as one page of HTML that needs nothing else: for people, printers and auditors. */
final class DrillPage {
    private static final Template PAGE = template();
    private static final double MILLIS_PER_SECOND = 1000.0;
    private static final double PERCENT = 100.0;

    private DrillPage() {}

    /** One thing and what is to be said of it. */
    public record Line(String name, String value) {}

    /** Rows of Aeneas's own application. */
    public record Counted(
            String after, long acknowledged, long failed, long found, long lost, String oldestLost, String outage) {}

    /** One drill among the others, the newest first. */
    public record Trend(
            String drillId,
            String at,
            String by,
            String verdict,
            String detection,
            String rto,
            String forecast,
            String error,
            String rpo,
            String rows) {}

    static String of(DrillView drill, List<DrillView> all) {
        return PAGE.data("drill", drill)
                .data("outcome", outcome(drill))
                .data("numbers", numbers(drill))
                .data("timeline", timeline(drill))
                .data("seen", before(drill))
                .data("rows", drill.rows().stream().map(DrillPage::counted).toList())
                .data("observations", observations(drill))
                .data(
                        "trend",
                        all.stream().filter(d -> !d.dry()).map(DrillPage::trend).toList())
                .render();
    }

    private static String outcome(DrillView drill) {
        if (drill.verdict() != null) {
            return drill.verdict().name();
        }
        return drill.aborted() == null ? drill.phase().name() : "ABORTED";
    }

    private static List<Line> numbers(DrillView drill) {
        return List.of(
                new Line("Loss noticed after", seconds(drill.detection())),
                new Line("Capacity restored after (RTO)", seconds(drill.rto())),
                new Line("RTO that was forecast", seconds(drill.forecastRto())),
                new Line("RTO that was promised", seconds(drill.promisedRto())),
                new Line("Longest time without an acknowledged row of the observers", seconds(drill.outage())),
                new Line("Writes lost from so long before the loss (RPO)", seconds(drill.rpo())),
                new Line("RPO that was promised", seconds(drill.promisedRpo())));
    }

    private static List<Line> timeline(DrillView drill) {
        var lost = drill.moments().get(Moment.LOST);
        var lines = new ArrayList<Line>();
        drill.moments().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> lines.add(new Line(
                        entry.getValue() + after(lost, entry.getValue()),
                        entry.getKey().sentence())));
        return lines;
    }

    private static String after(Instant lost, Instant at) {
        return lost == null ? "" : " (" + seconds(Duration.between(lost, at)) + ")";
    }

    private static List<Line> before(DrillView drill) {
        var sight = drill.before();
        if (sight == null) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line("Policy", String.valueOf(sight.mode())));
        lines.add(new Line("Standby", String.valueOf(sight.standby())));
        lines.add(new Line("Readiness", String.valueOf(sight.readiness())));
        sight.findings().forEach(finding -> lines.add(new Line(finding.check(), finding.sentence())));
        return lines;
    }

    private static Counted counted(DrillView.Rows rows) {
        return new Counted(
                rows.after().sentence(),
                rows.acknowledged(),
                rows.failed(),
                rows.found(),
                rows.lost(),
                rows.lost() == 0 ? "none was" : seconds(rows.oldestLost()),
                seconds(rows.outage()));
    }

    private static List<Line> observations(DrillView drill) {
        return drill.observations().stream()
                .map(seen -> new Line(
                        seen.source(),
                        seen.acknowledged() + " writes acknowledged, "
                                + (seen.lost() == null ? "not counted" : seen.lost()) + " lost, longest outage "
                                + seconds(seen.outage())))
                .toList();
    }

    private static Trend trend(DrillView drill) {
        return new Trend(
                drill.drillId(),
                String.valueOf(drill.moments().get(Moment.STARTED)),
                drill.by().name(),
                outcome(drill),
                seconds(drill.detection()),
                seconds(drill.rto()),
                seconds(drill.forecastRto()),
                drill.forecastError() == null
                        ? "not measured"
                        : String.format(Locale.ROOT, "%+.0f %%", PERCENT * drill.forecastError()),
                seconds(drill.rpo()),
                drill.rows().stream()
                        .map(rows -> rows.lost() + " of " + rows.acknowledged())
                        .findFirst()
                        .orElse("not counted"));
    }

    private static String seconds(Duration duration) {
        return duration == null
                ? "not measured"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS_PER_SECOND);
    }

    private static Template template() {
        var engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        try (var file = DrillPage.class.getResourceAsStream("/drill-page.html")) {
            return engine.parse(
                    new String(file.readAllBytes(), StandardCharsets.UTF_8), Variant.forContentType(Variant.TEXT_HTML));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
