package dev.aeneas.cli.command;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A datacenter as one option: {@code name=east,region=east,nodes=6,zones=3,sku=Local_M,rf=3}. */
public final class DatacenterOption implements ITypeConverter<DatacenterSpec> {
    static final String FORM = "name=NAME,region=REGION,nodes=N[,zones=N][,sku=SKU][,rf=N][,spares=N]";

    private static final List<String> KEYS = List.of("name", "region", "nodes", "zones", "sku", "rf", "spares");

    @Override
    public DatacenterSpec convert(String text) {
        Map<String, String> given = split(text);
        for (String required : List.of("name", "nodes")) {
            if (!given.containsKey(required)) {
                throw new TypeConversionException(required + " is required; the form is " + FORM);
            }
        }
        try {
            String sku = given.get("sku");
            return new DatacenterSpec(
                    new DatacenterName(given.get("name")),
                    given.getOrDefault("region", given.get("name")),
                    number("nodes", given.get("nodes")),
                    sku == null ? null : new Sku(sku),
                    number("zones", given.get("zones")),
                    number("rf", given.get("rf")),
                    number("spares", given.get("spares")));
        } catch (InvalidField e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static Map<String, String> split(String text) {
        var given = new LinkedHashMap<String, String>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals).trim();
            if (equals < 0 || !KEYS.contains(key)) {
                throw new TypeConversionException("'" + part + "' is not understood; the form is " + FORM);
            }
            if (given.put(key, part.substring(equals + 1).trim()) != null) {
                throw new TypeConversionException(key + " is there twice");
            }
        }
        return given;
    }

    private static Integer number(String key, String value) {
        try {
            return value == null ? null : Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(key + " must be a whole number; was '" + value + "'");
        }
    }
}
