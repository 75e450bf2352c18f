/** CQL as {@code DESCRIBE … WITH INTERNALS} writes it: read apart, compared, and written with other names. */
package dev.aeneas.backup.restore.cql;
