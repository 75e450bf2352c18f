package dev.aeneas.platform.process;

/** One process, e.g. {@code failover-run/orders}: one partition of the journal. */
public record ProcessId(String kind, String id) {
    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
