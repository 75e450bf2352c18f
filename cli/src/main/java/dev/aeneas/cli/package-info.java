/** Root of cli. */
package dev.aeneas.cli;
