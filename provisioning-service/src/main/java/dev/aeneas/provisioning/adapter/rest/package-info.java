/** Clusters, datacenters and their operations over HTTP. */
package dev.aeneas.provisioning.adapter.rest;
