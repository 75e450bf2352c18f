package dev.aeneas.cli.stack;

/**
 * Where a component listens.
 *
 * @param setting the name in {@code stack.properties} that moves it
 */
public record Endpoint(String host, int port, String setting) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
