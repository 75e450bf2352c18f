package dev.aeneas.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each message travels: one command and one event topic per service, and one for observations. */
public final class Topics {
    public static final String PROVISIONING_COMMANDS = "aeneas.provisioning.commands";
    public static final String PROVISIONING_EVENTS = "aeneas.provisioning.events";
    public static final String SCALING_COMMANDS = "aeneas.scaling.commands";
    public static final String SCALING_EVENTS = "aeneas.scaling.events";
    public static final String BACKUP_COMMANDS = "aeneas.backup.commands";
    public static final String BACKUP_EVENTS = "aeneas.backup.events";
    public static final String FAILOVER_COMMANDS = "aeneas.failover.commands";
    public static final String FAILOVER_EVENTS = "aeneas.failover.events";
    public static final String OBSERVATIONS = "aeneas.observations";

    private static final String DEAD_LETTERS_SUFFIX = ".dlq";

    private static final Map<String, Class<? extends Message>> FAMILIES = new LinkedHashMap<>();

    static {
        FAMILIES.put(PROVISIONING_COMMANDS, ProvisioningCommand.class);
        FAMILIES.put(PROVISIONING_EVENTS, ProvisioningEvent.class);
        FAMILIES.put(SCALING_COMMANDS, ScalingCommand.class);
        FAMILIES.put(SCALING_EVENTS, ScalingEvent.class);
        FAMILIES.put(BACKUP_COMMANDS, BackupCommand.class);
        FAMILIES.put(BACKUP_EVENTS, BackupEvent.class);
        FAMILIES.put(FAILOVER_COMMANDS, FailoverCommand.class);
        FAMILIES.put(FAILOVER_EVENTS, FailoverEvent.class);
        FAMILIES.put(OBSERVATIONS, Observation.class);
    }

    private Topics() {}

    /** Every topic that messages travel on, without the dead-letter topics. */
    public static List<String> all() {
        return List.copyOf(FAMILIES.keySet());
    }

    /** Every event topic: what {@code aeneas events} shows. */
    public static List<String> events() {
        return List.of(PROVISIONING_EVENTS, SCALING_EVENTS, BACKUP_EVENTS, FAILOVER_EVENTS);
    }

    public static String of(Message message) {
        return FAMILIES.entrySet().stream()
                .filter(topic -> topic.getValue().isInstance(message))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(message.getClass().getName() + " travels on no topic"));
    }

    /** Where what could not be read or handled goes, with its original bytes and the reason. */
    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTERS_SUFFIX;
    }

    /** The type names that travel on a topic. */
    public static List<String> typesOn(String topic) {
        return MessageTypes.names(FAMILIES.get(topic)).toList();
    }
}
