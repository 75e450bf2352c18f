/** The services' REST gateways, seen from a user: requests, operations to wait for, problems to explain. */
package dev.aeneas.cli.rest;
