/** The provider over cass-operator against a mock of the Kubernetes API. */
package dev.aeneas.provisioning.adapter.kubernetes;
