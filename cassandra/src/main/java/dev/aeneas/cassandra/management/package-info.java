/**
 * Node operations over the management API of a pod (HTTP), as cass-operator's images offer it. Start at
 * {@link dev.aeneas.cassandra.management.ManagementApiNodes}; what that API has not is refused, never imitated.
 */
package dev.aeneas.cassandra.management;
