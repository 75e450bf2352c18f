package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.NodeChange;

/**
 * What is to become of a datacenter's nodes.
 *
 * @param runId chosen by whoever asks, so that asking again is harmless; null: one is made
 */
public record ChangeRequest(String runId, NodeChange change) {}
