package dev.aeneas.cli.watch;

import dev.aeneas.contracts.NodeProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A picture in words. */
final class RunText {
    private static final double MEBIBYTE = 1024 * 1024;
    private static final int BAR = 20;
    private static final int NODES_NAMED = 6;

    private RunText() {}

    /** The whole of it, for a screen: a headline, a line for each step, a line for each node at work. */
    static List<String> screen(RunPicture picture, Duration elapsed) {
        var lines = new ArrayList<String>();
        lines.add(picture.cluster() + "/" + picture.datacenter() + "  run " + picture.runId());
        lines.add(headline(picture, elapsed));
        picture.steps().forEach(step -> lines.add(line(step)));
        picture.nodes().forEach(node -> lines.add(line(node)));
        return lines;
    }

    /** All of it in one line, for a log. */
    static String line(RunPicture picture, Duration elapsed) {
        String underWay = picture.steps().stream()
                .filter(RunPicture.Step::underWay)
                .map(step -> step.stepId() + (step.phase().equals("RETRYING") ? " (again)" : ""))
                .collect(Collectors.joining(", "));
        String nodes = picture.nodes().stream()
                .map(node -> node.node() + " " + phase(node) + bytes(node.bytesDone(), node.bytesTotal()))
                .collect(Collectors.joining(", "));
        return headline(picture, elapsed)
                + (underWay.isEmpty() ? "" : ": " + underWay)
                + (nodes.isEmpty() ? "" : "; " + nodes);
    }

    /** What changes when something happened, not when only time or bytes went on. */
    static String gist(RunPicture picture) {
        return picture.state()
                + picture.steps().stream()
                        .map(step -> step.stepId() + step.phase())
                        .toList()
                + picture.nodes().stream()
                        .map(node -> node.node() + node.phase())
                        .toList();
    }

    private static String headline(RunPicture picture, Duration elapsed) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%6.1f s  ", elapsed.toMillis() / 1000.0));
        text.append(picture.state().toLowerCase(Locale.ROOT));
        if (!picture.steps().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    ", %d of %d steps",
                    picture.stepsDone(),
                    picture.steps().size()));
        }
        text.append(bytes(picture.bytesDone(), picture.bytesTotal()));
        if (picture.bytesPerSecond() != null) {
            text.append(String.format(Locale.ROOT, ", %.1f MiB/s", picture.bytesPerSecond() / MEBIBYTE));
        }
        if (picture.forecastLeft() != null) {
            text.append(", about ").append(picture.forecastLeft().toSeconds()).append(" s left");
        }
        return text.toString();
    }

    private static String line(RunPicture.Step step) {
        String took = step.took() == null
                ? ""
                : String.format(Locale.ROOT, "%.1f s", step.took().toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "  %s %-14s %-18s %9s  %s",
                mark(step.phase()),
                step.stepId(),
                step.step(),
                took,
                named(step.nodes()));
    }

    private static String line(NodeProgress node) {
        return String.format(
                Locale.ROOT,
                "      %-14s %-10s %s%s",
                node.node(),
                phase(node),
                bar(node),
                bytes(node.bytesDone(), node.bytesTotal()).replaceFirst("^, ", " "));
    }

    private static String mark(String phase) {
        return switch (phase) {
            case "DONE" -> "✓";
            case "FAILED" -> "✗";
            case "IN_FLIGHT" -> "▶";
            case "RETRYING" -> "↻";
            default -> "·";
        };
    }

    private static String named(List<String> nodes) {
        return nodes.size() <= NODES_NAMED
                ? String.join(", ", nodes)
                : String.join(", ", nodes.subList(0, NODES_NAMED)) + " and " + (nodes.size() - NODES_NAMED) + " more";
    }

    private static String phase(NodeProgress node) {
        return node.phase().name().toLowerCase(Locale.ROOT);
    }

    /** Nothing before any stream has announced itself. */
    private static String bytes(long done, long total) {
        return total == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.1f of %.1f MiB (%d %%)",
                        done / MEBIBYTE,
                        total / MEBIBYTE,
                        100 * done / total);
    }

    private static String bar(NodeProgress node) {
        if (node.bytesTotal() == 0) {
            return "";
        }
        int full = (int) Math.min(BAR, BAR * node.bytesDone() / node.bytesTotal());
        return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "]";
    }
}
