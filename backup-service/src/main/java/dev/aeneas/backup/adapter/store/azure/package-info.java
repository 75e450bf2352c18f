/** A store in an Azure container, with Azure's own client. */
package dev.aeneas.backup.adapter.store.azure;
