/**
 * An application that keeps writing through a failover: {@link dev.aeneas.examples.orders.OrdersWriter} is its command line, {@code Outage}
 * what it measures, {@code IdLog} which ids were acknowledged. Nothing here knows of Aeneas: that is in the driver's configuration.
 */
package dev.aeneas.examples.orders;
