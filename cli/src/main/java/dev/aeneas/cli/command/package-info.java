/** One class for each command: reads its options, asks the rest of the command line, writes the result. */
package dev.aeneas.cli.command;
