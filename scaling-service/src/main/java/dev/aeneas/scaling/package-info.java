/** Root of scaling-service. */
package dev.aeneas.scaling;
