package dev.aeneas.cassandra.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "compaction_throughput, 32",
        "compaction_throughput, 32MB/s",
        "compaction_throughput, -1MiB/s",
        "compaction_throughput, 10001MiB/s",
        "hinted_handoff_enabled, yes",
        "concurrent_compactors, 0",
        "concurrent_compactors, 2.5",
        "dynamic_snitch_badness_threshold, a lot",
        "max_hint_window, 3h",
        "read_request_timeout, 99999999999999999999ms",
        "data_file_directories, /tmp",
        "authenticator, AllowAllAuthenticator",
        "commitlog_sync, batch"
    })
    void refusesWhatIsNotAllowedOrOutOfBounds(String name, String text) {
        assertThat(Settings.violations(Map.of(name, text))).containsOnlyKeys(name);
        assertThatThrownBy(() -> Settings.typed(Map.of(name, text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesEveryBrokenRuleAtOnce() {
        assertThat(Settings.violations(Map.of("auto_snapshot", "maybe", "seeds", "me", "row_cache_size", "16MiB")))
                .containsOnlyKeys("auto_snapshot", "seeds");
    }

    @Test
    void givesValuesTheTypesThatTheFileWants() {
        assertThat(Settings.typed(Map.of(
                        "auto_snapshot", "false",
                        "concurrent_compactors", "2",
                        "dynamic_snitch_badness_threshold", "0.1",
                        "compaction_throughput", "32MiB/s")))
                .containsEntry("auto_snapshot", false)
                .containsEntry("concurrent_compactors", 2)
                .containsEntry("dynamic_snitch_badness_threshold", 0.1)
                .containsEntry("compaction_throughput", "32MiB/s");
    }
}
