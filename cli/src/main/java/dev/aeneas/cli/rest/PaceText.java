package dev.aeneas.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What keeps a copy back, for people. */
final class PaceText {
    private static final long BYTES_IN_MB = 1_000_000;

    private PaceText() {}

    /**
     * The rate of all nodes whose clients come first, and why.
     *
     * @param pace of each node, as backup-service shows it; empty when nothing keeps the copy back
     */
    static Optional<String> of(JsonNode pace) {
        var reasons = new TreeSet<String>();
        long bytes = 0;
        for (JsonNode node : pace) {
            String reason = node.path("reason").asText();
            if (!reason.equals("NO_CLIENTS") && !reason.equals("CAP")) {
                reasons.add(reason.toLowerCase(Locale.ROOT).replace('_', ' '));
                bytes += node.path("bytesPerSecond").asLong();
            }
        }
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of("kept to " + bytes / BYTES_IN_MB + " MB/s (" + String.join(", ", reasons) + ")");
    }
}
