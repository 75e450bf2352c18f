package dev.aeneas.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/**
 * What a service said to a request that it accepted.
 *
 * @param location of what the request began, to be watched
 */
public record Answer(int status, Optional<URI> location, JsonNode body) {}
