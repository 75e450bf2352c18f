package dev.aeneas.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the libraries' log lines out of the user's sight: only errors, and those of lost connections not even then. */
final class Logs {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    /** Held here, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger JMX = Logger.getLogger("javax.management.remote");

    private Logs() {}

    /** To be called before the first logger is made; what the user set by -D stays. */
    static void quiet() {
        set("defaultLogLevel", "error");
        // Losing nodes is what the demo is about: the driver's, Kafka's and JMX's opinions on it are noise.
        set("log.com.datastax", "off");
        set("log.org.apache.kafka", "off");
        JMX.setLevel(Level.OFF);
    }

    private static void set(String name, String value) {
        System.getProperties().putIfAbsent(PREFIX + name, value);
    }
}
