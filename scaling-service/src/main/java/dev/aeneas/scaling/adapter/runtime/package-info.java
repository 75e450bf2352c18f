/** Puts the processes of scaling-service together with their adapters. */
package dev.aeneas.scaling.adapter.runtime;
