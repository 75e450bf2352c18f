package dev.aeneas.platform.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one table of every service's endpoints and the role that each needs: {@code access-rules.txt}. */
public final class AccessRules {
    private static final String TABLE = "/access-rules.txt";
    private static final String PICKS = "picks";
    private static final int COLUMNS = 4;

    private final Map<String, AccessRule> rules = new LinkedHashMap<>();

    private AccessRules(List<String> lines) {
        lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(AccessRules::rule)
                .forEach(this::add);
    }

    /** The table as it was built. */
    public static AccessRules load() {
        try (InputStream table = AccessRules.class.getResourceAsStream(TABLE)) {
            return of(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AccessRules of(String table) {
        return new AccessRules(table.lines().toList());
    }

    private static AccessRule rule(String line) {
        var columns = line.split("\\s+", -1);
        boolean picks = columns.length == COLUMNS + 1 && columns[COLUMNS].equals(PICKS);
        if (columns.length != COLUMNS && !picks) {
            throw new IllegalArgumentException("not 'service METHOD /path role [picks]': " + line);
        }
        var role = Role.of(columns[3]).orElseThrow(() -> new IllegalArgumentException("no such role: " + line));
        return new AccessRule(columns[0], new Endpoint(columns[1], columns[2]), role, picks);
    }

    private void add(AccessRule rule) {
        if (rules.putIfAbsent(key(rule.service(), rule.endpoint()), rule) != null) {
            throw new IllegalArgumentException("two rules for " + rule.service() + " " + rule.endpoint());
        }
    }

    private static String key(String service, Endpoint endpoint) {
        return service + " " + endpoint;
    }

    /** Empty: nobody thought of this endpoint, so nobody gets in. */
    public Optional<AccessRule> find(String service, Endpoint endpoint) {
        return Optional.ofNullable(rules.get(key(service, endpoint)));
    }

    /** Every rule, in the order of the table. */
    public List<AccessRule> all() {
        return List.copyOf(rules.values());
    }
}
