package dev.aeneas.driver;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;

/**
 * Where clients belong, as a gateway says it.
 *
 * @param epoch of two, the higher one is the newer
 * @param consistency the levels to step down to; null: those of the configuration hold
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientRouting(String datacenter, long epoch, Consistency consistency) {
    ClientRouting {
        Objects.requireNonNull(datacenter, "datacenter");
    }

    Optional<Consistency> steppedTo() {
        return Optional.ofNullable(consistency);
    }

    /** Names of levels, as Cassandra calls them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Consistency(String write, String read) {
        Consistency {
            Objects.requireNonNull(write, "write");
            Objects.requireNonNull(read, "read");
        }
    }
}
