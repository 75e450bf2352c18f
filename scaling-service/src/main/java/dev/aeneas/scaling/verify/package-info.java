/** Whether the ring is what a plan promised: what is looked at, and what is compared. Start at {@code RingCheck}. */
package dev.aeneas.scaling.verify;
