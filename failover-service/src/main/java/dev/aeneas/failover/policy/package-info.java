/** What to do when the region of the primary is lost: nothing, ask a person, or fail over. Plain values and rules. */
package dev.aeneas.failover.policy;
