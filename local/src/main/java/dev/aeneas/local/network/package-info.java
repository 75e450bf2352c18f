/** What this machine's packet filter can do to the processes of local nodes. */
package dev.aeneas.local.network;
