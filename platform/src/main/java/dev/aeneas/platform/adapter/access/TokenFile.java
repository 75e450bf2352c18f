package dev.aeneas.platform.adapter.access;

import dev.aeneas.platform.access.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Callers by a file: {@code name token role[,role...]} on each line, {@code #} before a remark. */
final class TokenFile {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path file;
    private volatile Content content = new Content(null, List.of());

    TokenFile(Path file) {
        this.file = file;
    }

    private record Content(FileTime changed, List<Line> lines) {}

    private record Line(String name, String token, List<String> roles) {
        boolean hasToken(String shown) {
            // in constant time: how long it takes must not tell how much of a guess was right
            return MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
        }
    }

    Optional<Caller> find(String token) {
        return lines().stream()
                .filter(line -> line.hasToken(token))
                .findFirst()
                .map(line -> Caller.of(line.name(), line.roles()));
    }

    Optional<String> tokenOf(String name) {
        return lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .map(Line::token);
    }

    private List<Line> lines() {
        try {
            var changed = Files.getLastModifiedTime(file);
            if (!changed.equals(content.changed())) {
                content = new Content(changed, read());
            }
        } catch (IOException e) {
            LOG.warn("Tokens cannot be read, those of before count: {}", e.toString());
        }
        return content.lines();
    }

    private List<Line> read() throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", -1))
                .filter(TokenFile::isComplete)
                .map(words -> new Line(words[0], words[1], Arrays.asList(words[2].split(",", -1))))
                .toList();
    }

    private static boolean isComplete(String[] words) {
        if (words.length != 3) {
            LOG.warn("A line of the tokens is not 'name token role[,role...]' and counts for nobody");
        }
        return words.length == 3;
    }
}
