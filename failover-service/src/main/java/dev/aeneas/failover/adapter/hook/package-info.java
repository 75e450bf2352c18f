/** Hooks over HTTP. */
package dev.aeneas.failover.adapter.hook;
