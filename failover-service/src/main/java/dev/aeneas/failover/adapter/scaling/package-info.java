/** What this service asks of scaling-service's REST gateway: nothing but what would be. */
package dev.aeneas.failover.adapter.scaling;
