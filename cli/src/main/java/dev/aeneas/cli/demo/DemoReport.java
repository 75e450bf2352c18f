package dev.aeneas.cli.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.events.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the demonstration measured; names are stable. Milliseconds count from {@code regionKilledAt}; null: it never came.
 *
 * @param clientOutageMs from the last acknowledgement by the lost region to the first by the other one
 * @param rowsLost acknowledged rows that cannot be read at LOCAL_QUORUM in the surviving region afterwards
 * @param rpoMs how long before the loss the oldest lost row was acknowledged; 0 when none was lost
 * @param rowsReadableBefore acknowledged rows readable in the standby at LOCAL_QUORUM just before the loss
 * @param rowsReadableAfter those readable at the end, rows acknowledged since then included
 * @param gossipDownMs when the first surviving node's own gossip called all lost nodes down
 * @param eventsRepeated how many events Kafka delivered once more, with the same id; {@code events} lists each once
 * @param phases how long each part of the demonstration took, in milliseconds
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DemoReport(
        Instant regionKilledAt,
        String lostBy,
        Long regionSuspectedMs,
        Long regionDownMs,
        Long trafficShiftedMs,
        Long capacityRestoredMs,
        Long consistencyRestoredMs,
        Long clientOutageMs,
        long rowsAcknowledged,
        long rowsLost,
        long rpoMs,
        long rowsReadableBefore,
        long rowsReadableAfter,
        Long gossipDownMs,
        Nodes nodes,
        Backup backup,
        List<Check> checks,
        List<Promise> promises,
        Map<String, Long> phases,
        long memoryPeakBytes,
        long durationMs,
        Map<String, String> versions,
        Map<String, Object> machine,
        int eventsRepeated,
        List<Event> events) {

    /** Every node before the loss and at the end. */
    public record Nodes(List<NodeState> before, List<NodeState> after) {}

    /**
     * One node.
     *
     * @param state as provisioning says it before, as a surviving node's own gossip says it after: {@code Up/NORMAL}
     */
    public record NodeState(String name, String datacenter, String address, String sku, String state) {}

    /** The backup taken before the loss. */
    public record Backup(String backupId, String state, JsonNode details) {}

    /** What must hold for exit code 0. */
    public record Check(String name, boolean holds, String detail) {}

    /** A number that was promised: reported, never a reason to fail. Null value: not measured. */
    public record Promise(String name, Double value, double bound, boolean atLeast, Boolean holds) {
        static Promise atLeast(String name, Double value, double bound) {
            return new Promise(name, value, bound, true, value == null ? null : value >= bound);
        }

        static Promise atMost(String name, Double value, double bound) {
            return new Promise(name, value, bound, false, value == null ? null : value <= bound);
        }
    }

    /** One event and where Kafka keeps it. */
    public record Event(String type, Instant time, String topic, int partition, long offset) {
        static Event of(Told told) {
            return new Event(told.type(), told.time(), told.topic(), told.partition(), told.offset());
        }
    }

    public boolean allChecksHold() {
        return checks.stream().allMatch(Check::holds);
    }
}
