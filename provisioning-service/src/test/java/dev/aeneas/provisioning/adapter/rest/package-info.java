/** The REST interface on a real store and broker. */
package dev.aeneas.provisioning.adapter.rest;
