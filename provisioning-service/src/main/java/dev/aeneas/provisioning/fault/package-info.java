/** Machines that are lost on purpose, and come back by themselves. Pure. Start at {@link dev.aeneas.provisioning.fault.Fault}. */
package dev.aeneas.provisioning.fault;
