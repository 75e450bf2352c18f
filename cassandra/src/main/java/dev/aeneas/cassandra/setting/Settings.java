package dev.aeneas.cassandra.setting;

import dev.aeneas.cassandra.setting.Setting.Flag;
import dev.aeneas.cassandra.setting.Setting.Measured;
import dev.aeneas.cassandra.setting.Setting.Part;
import dev.aeneas.cassandra.setting.Setting.Whole;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of {@code cassandra.yaml} (5.0) that users may change, as text.
 *
 * <p>Left out on purpose: whatever says who the node is, where its data lies, who may log in, how durable a write is, and
 * what follows from its size.
 */
public final class Settings {
    private static final SortedMap<String, Setting> ALLOWED = new TreeMap<>();

    static {
        ALLOWED.put("auto_snapshot", new Flag());
        ALLOWED.put("hinted_handoff_enabled", new Flag());
        ALLOWED.put("snapshot_before_compaction", new Flag());
        ALLOWED.put("stream_entire_sstables", new Flag());
        ALLOWED.put("concurrent_compactors", new Whole(1, 64));
        ALLOWED.put("concurrent_validations", new Whole(1, 64));
        ALLOWED.put("max_hints_delivery_threads", new Whole(1, 16));
        ALLOWED.put("tombstone_warn_threshold", new Whole(100, 1_000_000));
        ALLOWED.put("tombstone_failure_threshold", new Whole(1_000, 10_000_000));
        ALLOWED.put("unlogged_batch_across_partitions_warn_threshold", new Whole(1, 10_000));
        ALLOWED.put("dynamic_snitch_badness_threshold", new Part(0, 10));
        ALLOWED.put("compaction_throughput", new Measured(0, 10_000, "MiB/s"));
        ALLOWED.put("stream_throughput_outbound", new Measured(0, 10_000, "MiB/s"));
        ALLOWED.put("inter_dc_stream_throughput_outbound", new Measured(0, 10_000, "MiB/s"));
        ALLOWED.put("hinted_handoff_throttle", new Measured(1, 1_000_000, "KiB"));
        ALLOWED.put("batch_size_warn_threshold", new Measured(1, 16_384, "KiB"));
        ALLOWED.put("batch_size_fail_threshold", new Measured(1, 16_384, "KiB"));
        ALLOWED.put("key_cache_size", new Measured(0, 4_096, "MiB"));
        ALLOWED.put("row_cache_size", new Measured(0, 4_096, "MiB"));
        ALLOWED.put("max_hint_window", new Measured(0, 1_440, "m"));
        ALLOWED.put("read_request_timeout", new Measured(100, 60_000, "ms"));
        ALLOWED.put("range_request_timeout", new Measured(100, 120_000, "ms"));
        ALLOWED.put("write_request_timeout", new Measured(100, 60_000, "ms"));
        ALLOWED.put("counter_write_request_timeout", new Measured(100, 60_000, "ms"));
        ALLOWED.put("cas_contention_timeout", new Measured(100, 60_000, "ms"));
        ALLOWED.put("truncate_request_timeout", new Measured(1_000, 600_000, "ms"));
        ALLOWED.put("request_timeout", new Measured(100, 120_000, "ms"));
        ALLOWED.put("slow_query_log_timeout", new Measured(0, 60_000, "ms"));
    }

    private Settings() {}

    /** What each setting must be, for those that break a rule. */
    public static SortedMap<String, String> violations(Map<String, String> settings) {
        var broken = new TreeMap<String, String>();
        settings.forEach((name, text) -> {
            var setting = ALLOWED.get(name);
            if (setting == null) {
                broken.put(name, "cannot be changed; these can: " + String.join(", ", ALLOWED.keySet()));
            } else if (setting.read(text).isEmpty()) {
                broken.put(name, setting.rule() + "; was '" + text + "'");
            }
        });
        return broken;
    }

    /** The same settings as {@code cassandra.yaml} wants them; one that breaks a rule is an {@link IllegalArgumentException}. */
    public static SortedMap<String, Object> typed(Map<String, String> settings) {
        var broken = violations(settings);
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException("settings: " + broken);
        }
        var typed = new TreeMap<String, Object>();
        settings.forEach(
                (name, text) -> typed.put(name, ALLOWED.get(name).read(text).orElseThrow()));
        return typed;
    }
}
