/** Where backups are kept, and where this service's processes are read from. */
package dev.aeneas.backup.adapter.store;
