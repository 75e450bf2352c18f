package dev.aeneas.failover.detection;

/**
 * Where an observer stands.
 *
 * @param name unique among the observers, the same after a restart
 * @param region the region it looks from
 */
public record VantagePoint(String name, String region) {}
