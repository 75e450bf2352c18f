/** A real Kafka broker as a process of its own. */
package dev.aeneas.local.kafka;
