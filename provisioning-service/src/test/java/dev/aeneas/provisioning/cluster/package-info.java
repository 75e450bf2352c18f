/** The decisions on clusters, as sentences. */
package dev.aeneas.provisioning.cluster;
