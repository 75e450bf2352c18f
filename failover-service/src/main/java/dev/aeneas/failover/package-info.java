/**
 * failover-service: notices that a region is lost and carries the application to another one.
 *
 * <p>{@code detection}: observers, votes, verdicts, and the {@code region} process. {@code policy}: what to do when a region
 * is lost. {@code run}: the {@code failover} process of a cluster, with its runs and where clients belong. {@code adapter}:
 * everything that touches Kafka, nodes, files, REST or Quarkus.
 */
package dev.aeneas.failover;
