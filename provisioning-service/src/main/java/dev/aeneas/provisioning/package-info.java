/**
 * Root of provisioning-service, which alone touches machines.
 *
 * <pre>
 *   cluster/    one process per cluster: its machines, its one topology lock, its one operation at a time
 *   operation/  what an operation does, phase by phase, and what undoes it
 *   step/       one step of somebody's plan, done under the lock
 *   machine/    the port to a provider of machines, and what a provider offers
 *   adapter/    local (the provider), cluster (JMX and CQL to the nodes), worker, rest, kafka
 * </pre>
 */
package dev.aeneas.provisioning;
