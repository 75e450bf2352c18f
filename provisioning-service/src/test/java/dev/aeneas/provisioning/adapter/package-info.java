/** The adapters against real things. */
package dev.aeneas.provisioning.adapter;
