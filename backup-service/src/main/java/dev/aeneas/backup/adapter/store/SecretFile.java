package dev.aeneas.backup.adapter.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A properties file of the secrets folder; what is in it is never logged. */
public final class SecretFile {
    private final Path file;
    private final Properties properties;

    private SecretFile(Path file, Properties properties) {
        this.file = file;
        this.properties = properties;
    }

    /** Throws {@link UncheckedIOException} when it cannot be read. */
    public static SecretFile read(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the credentials of a store cannot be read from " + file, e);
        }
        return new SecretFile(file, properties);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(properties.getProperty(name)).map(String::strip);
    }

    /** Throws {@link IllegalStateException} when the file lacks it. */
    public String require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(file + " lacks '" + name + "'"));
    }
}
