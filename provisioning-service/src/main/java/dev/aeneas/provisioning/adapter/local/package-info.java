/** The local provider: nodes are processes of this machine. */
package dev.aeneas.provisioning.adapter.local;
