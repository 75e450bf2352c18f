/** The services' events and dead letters as Kafka keeps them: read, never consumed as a member of a group. */
package dev.aeneas.cli.events;
