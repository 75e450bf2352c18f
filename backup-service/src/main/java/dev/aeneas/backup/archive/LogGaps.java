package dev.aeneas.backup.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds what is missing between the pieces of one node's log. */
final class LogGaps {
    private static final Pattern SEGMENT = Pattern.compile("CommitLog-\\d+-(\\d+)\\.log");

    /**
     * A node numbers its segments one by one, beginning at the milliseconds of its start: a step this small was no restart.
     */
    private static final long STEP_MAX = 5_000;

    private LogGaps() {}

    /** For people; empty: nothing is missing. */
    static List<String> of(List<NodeLog> documents) {
        var segments = new TreeMap<String, List<LogPiece>>();
        documents.forEach(document -> document.pieces()
                .forEach(piece -> segments.computeIfAbsent(piece.segment(), s -> new ArrayList<>())
                        .add(piece)));
        var gaps = new ArrayList<String>();
        segments.forEach((name, pieces) -> within(name, pieces, gaps));
        between(segments, gaps);
        return gaps;
    }

    private static void within(String segment, List<LogPiece> pieces, List<String> gaps) {
        long end = 0;
        pieces.sort(Comparator.comparingLong(LogPiece::offset));
        for (var piece : pieces) {
            if (piece.offset() > end) {
                gaps.add("bytes " + end + " to " + piece.offset() + " of " + segment);
            }
            end = Math.max(end, piece.end());
        }
    }

    private static void between(Map<String, List<LogPiece>> segments, List<String> gaps) {
        var numbers = new TreeSet<Long>();
        for (var name : segments.keySet()) {
            var matcher = SEGMENT.matcher(name);
            if (matcher.matches()) {
                numbers.add(Long.parseLong(matcher.group(1)));
            }
        }
        Long before = null;
        for (var number : numbers) {
            if (before != null && number - before > 1 && number - before <= STEP_MAX) {
                gaps.add(
                        (number - before - 1) + " segment(s) between CommitLog-" + before + " and CommitLog-" + number);
            }
            before = number;
        }
    }
}
