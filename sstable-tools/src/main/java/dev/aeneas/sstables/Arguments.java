package dev.aeneas.sstables;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The verb, and options of the form {@code --name value}, some of them several times. */
record Arguments(String verb, Map<String, List<String>> options) {
    private static final Set<String> KNOWN =
            Set.of("schema", "folder", "segments", "at", "since", "until", "into", "table");

    static Arguments parse(String... words) {
        if (words.length % 2 == 0) {
            throw new IllegalArgumentException("usage: digest|bounds|replay --option value ...");
        }
        var options = new HashMap<String, List<String>>();
        for (int i = 1; i < words.length; i += 2) {
            var name = words[i].startsWith("--") ? words[i].substring(2) : "";
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("no option is called " + words[i]);
            }
            options.computeIfAbsent(name, n -> new ArrayList<>()).add(words[i + 1]);
        }
        return new Arguments(words[0], options);
    }

    String one(String name) {
        var values = options.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException("--" + name + " must be given once");
        }
        return values.get(0);
    }

    List<Path> folders(String name) {
        var folders =
                options.getOrDefault(name, List.of()).stream().map(Path::of).toList();
        for (var folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("--" + name + ": no such folder: " + folder);
            }
        }
        return folders;
    }

    Instant moment(String name) {
        return Instant.parse(one(name));
    }

    /** {@code keyspace.table}; empty: all of the schema. */
    Optional<Set<String>> tables() {
        return Optional.ofNullable(options.get("table")).map(Set::copyOf);
    }
}
