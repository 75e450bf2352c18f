/**
 * The wire language of Aeneas: every command and event that crosses Kafka, as sealed interfaces of records.
 *
 * <p>Start at {@link dev.aeneas.contracts.MessageTypes}, the one registry of stable type names; {@link
 * dev.aeneas.contracts.Topics} says where each travels, {@link dev.aeneas.contracts.WireFormat} how it looks as JSON.
 * A record checks its own fields when it is made: what exists is well-formed.
 */
package dev.aeneas.contracts;
