/** What processes have in common that look at a cluster again and again: when, and what this service knows of it. */
package dev.aeneas.scaling.look;
