/** Puts the service together: processes, adapters and settings. */
package dev.aeneas.backup.adapter.runtime;
