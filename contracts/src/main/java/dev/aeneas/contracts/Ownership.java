package dev.aeneas.contracts;

/**
 * How far the worst node of a datacenter is from holding as much as every other: 0.04 means 4 % more or less.
 *
 * @param before on the nodes that own data now
 * @param after on those that will
 */
public record Ownership(int replicationFactor, double before, double after) {
    public Ownership {
        Require.between("replicationFactor", 1, Integer.MAX_VALUE, replicationFactor);
    }
}
