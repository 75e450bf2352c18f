/** This service's own copy of each cluster's machines: the newest {@code TopologyChanged}. */
package dev.aeneas.backup.topology;
