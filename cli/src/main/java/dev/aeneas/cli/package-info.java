/**
 * The command line: {@link dev.aeneas.cli.Main} parses, {@code command} holds one class for each command, {@code stack} starts and
 * stops the local processes, {@code rest} and {@code events} speak to the services, {@code demo} loses a region and measures.
 */
package dev.aeneas.cli;
