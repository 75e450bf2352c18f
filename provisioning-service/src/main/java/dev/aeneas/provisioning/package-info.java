/** Root of provisioning-service. */
package dev.aeneas.provisioning;
