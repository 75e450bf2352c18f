/** The local stack: Kafka, the control store and the services as plain processes, found again by their folders. */
package dev.aeneas.cli.stack;
