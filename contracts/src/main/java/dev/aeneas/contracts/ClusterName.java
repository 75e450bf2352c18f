package dev.aeneas.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a cluster: a letter, then up to 47 letters, digits or underscores. */
public record ClusterName(@JsonValue String value) implements Comparable<ClusterName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClusterName {
        Require.identifier("cluster", value);
    }

    @Override
    public int compareTo(ClusterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
