package dev.aeneas.backup.adapter.sidecar;

import java.time.Duration;

/**
 * How long to wait for a sidecar.
 *
 * @param connect for a connection
 * @param call for an answer to begin; to list a snapshot it looks at every file of it
 * @param silence between two bytes of a file
 */
public record SidecarBounds(Duration connect, Duration call, Duration silence) {}
