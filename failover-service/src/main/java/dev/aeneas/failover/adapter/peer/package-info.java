/** Other services that this one asks by REST. */
package dev.aeneas.failover.adapter.peer;
