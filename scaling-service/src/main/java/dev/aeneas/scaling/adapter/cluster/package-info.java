/** Managed clusters seen over JMX and CQL. */
package dev.aeneas.scaling.adapter.cluster;
