package dev.aeneas.backup.restore;

import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.List;
import java.util.Map;

/**
 * The backup that a restore begins with.
 *
 * @param backupId null: none can be
 * @param logBytes to be replayed after it, by node; empty without a point in time
 * @param violations why the moment that was asked for is not to be had
 */
record Start(String backupId, Map<String, Long> logBytes, Kind kind, List<Violation> violations) {
    static Start of(String backupId) {
        return new Start(backupId, Map.of(), null, List.of());
    }

    static Start none(Kind kind, String rule) {
        return new Start(null, Map.of(), kind, List.of(new Violation("pointInTime", rule)));
    }

    Start without(List<Violation> why) {
        return new Start(null, Map.of(), Kind.INVALID, why);
    }
}
