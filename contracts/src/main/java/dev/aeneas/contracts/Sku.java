package dev.aeneas.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a node size, e.g. {@code Local_S}; each provider lists the ones it has. */
public record Sku(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sku {
        Require.identifier("sku", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
