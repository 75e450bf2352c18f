/**
 * Owns change plans: what to add, remove or resize, in which order, when it is safe, when it is done.
 *
 * <p>{@code cluster} knows the machines and admits one run at a time; {@code plan} turns a demand into steps; {@code forecast} says
 * how long they take; {@code run}
 * carries a plan out, step by step; {@code verify} says whether the ring is what was asked for.
 */
package dev.aeneas.scaling;
