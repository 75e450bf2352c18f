/** What Aeneas logs in to managed clusters with, and the folder that keeps it. */
package dev.aeneas.cassandra.credentials;
