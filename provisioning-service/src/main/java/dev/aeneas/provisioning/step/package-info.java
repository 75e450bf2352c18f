/** Steps of somebody's plan, done under the topology lock. Pure. Start at {@link dev.aeneas.provisioning.step.TopologyLock}. */
package dev.aeneas.provisioning.step;
