package dev.aeneas.backup.pace;

import dev.aeneas.cassandra.node.RequestTimes;

/**
 * What a node says of itself at one moment.
 *
 * @param cpu of its own cores, from 0 to 1; null: it does not know
 * @param machineCpu of its machine's cores, whoever uses them; null: it does not know
 * @param pendingCompactions tasks, an estimate
 * @param requests of clients since it started
 */
public record NodeLoad(Double cpu, Double machineCpu, int pendingCompactions, RequestTimes requests) {}
