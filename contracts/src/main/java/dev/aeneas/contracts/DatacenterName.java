package dev.aeneas.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a datacenter: a letter, then up to 47 letters, digits or underscores. */
public record DatacenterName(@JsonValue String value) implements Comparable<DatacenterName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DatacenterName {
        Require.identifier("datacenter", value);
    }

    @Override
    public int compareTo(DatacenterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
