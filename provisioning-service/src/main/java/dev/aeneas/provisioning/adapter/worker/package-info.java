/** Who performs a cluster's open work: which phase or step is done by whom. */
package dev.aeneas.provisioning.adapter.worker;
