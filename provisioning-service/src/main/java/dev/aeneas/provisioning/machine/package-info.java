/** What provisioning needs of a provider of machines. Start at {@link dev.aeneas.provisioning.machine.Machines}. */
package dev.aeneas.provisioning.machine;
