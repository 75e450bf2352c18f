/** Processes that outlive whoever started them, and are found again by their directory. */
package dev.aeneas.local.process;
