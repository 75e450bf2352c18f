/** A scale run, live: its picture from REST and events, and how it is shown on a terminal, in a log, as JSON. */
package dev.aeneas.cli.watch;
