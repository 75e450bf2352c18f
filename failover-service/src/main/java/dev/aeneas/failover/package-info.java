/** Root of failover-service. */
package dev.aeneas.failover;
