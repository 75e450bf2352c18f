/** What is done to nodes, on fake ones. */
package dev.aeneas.provisioning.adapter.cluster;
