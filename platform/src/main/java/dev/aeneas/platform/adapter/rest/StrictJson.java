package dev.aeneas.platform.adapter.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.contracts.WireFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** JSON of the gateways: as on the wire, but a field that nobody knows is an error: most likely it is a typing mistake. */
@ApplicationScoped
public class StrictJson {
    @Produces
    @Singleton
    ObjectMapper mapper() {
        return WireFormat.mapper().copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
