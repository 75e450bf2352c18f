/** The REST gateway: commands go the same way as Kafka's, reads come from the journal. */
package dev.aeneas.scaling.adapter.rest;
