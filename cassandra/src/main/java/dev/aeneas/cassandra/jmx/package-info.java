/**
 * The adapter that reaches real nodes over JMX. Start at {@link dev.aeneas.cassandra.jmx.JmxNodes}.
 *
 * <p>JMX has no time-out for calls, so every call runs on a thread of its own and is waited for within a bound.
 */
package dev.aeneas.cassandra.jmx;
