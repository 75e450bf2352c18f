/** The same contracts for disks of this machine and for those behind a sidecar, over real TLS. */
package dev.aeneas.backup.adapter.sidecar;
