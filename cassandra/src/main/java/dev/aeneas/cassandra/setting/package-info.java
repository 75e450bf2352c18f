/** Which settings of {@code cassandra.yaml} may be changed, and what each takes. Pure. */
package dev.aeneas.cassandra.setting;
