/**
 * The files of nodes whose disks no other machine has: a process in the node's pod shows them over HTTP, to whoever has a
 * client's certificate.
 *
 * <p>{@link dev.aeneas.backup.adapter.sidecar.Sidecar} is that process, a second door of this service's image; the service itself
 * comes in by {@link dev.aeneas.backup.adapter.sidecar.Sidecars}. What goes over the wire is in {@code SidecarMessages}.
 */
package dev.aeneas.backup.adapter.sidecar;
