package dev.aeneas.contracts;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one registry of message types: {@code aeneas.<service>.<Name>.v<version>} and the record that it is today.
 *
 * <p>A name never changes its meaning. A change that an old reader cannot take becomes {@code v2}, a record of its own.
 */
public final class MessageTypes {
    private static final Map<String, Class<? extends Message>> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<? extends Message>, String> BY_CLASS = new LinkedHashMap<>();

    static {
        register("provisioning", ProvisioningCommand.class);
        register("provisioning", ProvisioningEvent.class);
        register("scaling", ScalingCommand.class);
        register("scaling", ScalingEvent.class);
        register("backup", BackupCommand.class);
        register("backup", BackupEvent.class);
        register("failover", FailoverCommand.class);
        register("failover", FailoverEvent.class);
        register("failover", Observation.class);
    }

    private MessageTypes() {}

    // Every message is in version 1; the first v2 names itself here instead of following the rule.
    private static void register(String service, Class<? extends Message> family) {
        records(family).forEach(type -> {
            var name = "aeneas." + service + "." + type.getSimpleName() + ".v1";
            BY_NAME.put(name, type);
            BY_CLASS.put(type, name);
        });
    }

    /** A large family is made of smaller ones. */
    private static Stream<Class<? extends Message>> records(Class<? extends Message> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses())
                        .flatMap(permitted -> records(permitted.asSubclass(Message.class)))
                : Stream.of(family);
    }

    /** Every type name with its record, in the order of the registry. */
    public static Map<String, Class<? extends Message>> all() {
        return Collections.unmodifiableMap(BY_NAME);
    }

    public static Optional<Class<? extends Message>> find(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    /** The stable type name of a registered record. */
    public static String nameOf(Class<? extends Message> type) {
        var name = BY_CLASS.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " is not a registered message type");
        }
        return name;
    }

    /** The types of one family, e.g. every {@link ScalingEvent}. */
    static Stream<String> names(Class<? extends Message> family) {
        return records(family).map(BY_CLASS::get);
    }
}
