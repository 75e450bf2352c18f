/** What the tests share. */
package dev.aeneas.provisioning.testing;
