/** What readiness asks beside the nodes of the standby: the cluster's repair history, backup-service, Kafka, the control store. */
package dev.aeneas.failover.adapter.precaution;
