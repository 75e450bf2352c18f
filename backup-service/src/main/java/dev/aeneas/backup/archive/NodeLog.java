package dev.aeneas.backup.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What was shipped of one node's commit log within one hour: a document of the backup that it goes on from.
 *
 * @param until everything that the node had acknowledged at this moment is in the store
 * @param pieces in the order in which they were shipped, those of one segment without gaps
 */
public record NodeLog(int format, String node, Instant hour, Instant until, List<LogPiece> pieces) {
    static final int FORMAT = 1;

    static NodeLog begin(String node, Instant now, Instant until) {
        return new NodeLog(FORMAT, node, hourOf(now), until, List.of());
    }

    NodeLog with(List<LogPiece> added) {
        var all = new ArrayList<>(pieces);
        all.addAll(added);
        return new NodeLog(format, node, hour, until, List.copyOf(all));
    }

    NodeLog reaching(Instant moment) {
        return new NodeLog(format, node, hour, moment, pieces);
    }

    /** Its name among the backup's documents: {@code log/<node>/<seconds>.json}. */
    static String document(NodeLog log) {
        return "log/" + log.node() + "/" + log.hour().getEpochSecond() + ".json";
    }

    static String nodeOf(String document) {
        return document.substring("log/".length(), document.lastIndexOf('/'));
    }

    /** The hour that a document of this name is about. */
    static Instant hourOf(String document) {
        var seconds = document.substring(document.lastIndexOf('/') + 1, document.length() - ".json".length());
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    static Instant hourOf(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }
}
