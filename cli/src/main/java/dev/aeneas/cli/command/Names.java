package dev.aeneas.cli.command;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Sku;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names from the command line, checked as the wire language checks them. */
final class Names {
    private Names() {}

    private static <T> T checked(String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (InvalidField e) {
            throw new TypeConversionException(e.rule());
        }
    }

    /** A cluster's name. */
    static final class OfCluster implements ITypeConverter<ClusterName> {
        @Override
        public ClusterName convert(String text) {
            return checked(text, ClusterName::new);
        }
    }

    /** A datacenter's name. */
    static final class OfDatacenter implements ITypeConverter<DatacenterName> {
        @Override
        public DatacenterName convert(String text) {
            return checked(text, DatacenterName::new);
        }
    }

    /** A size's name. */
    static final class OfSku implements ITypeConverter<Sku> {
        @Override
        public Sku convert(String text) {
            return checked(text, Sku::new);
        }
    }
}
