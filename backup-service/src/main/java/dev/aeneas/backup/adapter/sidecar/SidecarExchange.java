package dev.aeneas.backup.adapter.sidecar;

import com.sun.net.httpserver.HttpExchange;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Problem;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One question to a sidecar and its answer. */
final class SidecarExchange {
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");
    private static final int BUFFER_BYTES = 1 << 17;
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final HttpExchange http;

    SidecarExchange(HttpExchange http) {
        this.http = http;
    }

    String method() {
        return http.getRequestMethod();
    }

    /** The path's names: none leads out of the folder that it is looked for in. */
    List<String> path() {
        var names = Arrays.asList(http.getRequestURI().getPath().substring(1).split("/", -1));
        names.forEach(SidecarExchange::requireName);
        return names;
    }

    /** Refuses what is not the name of one file or folder. */
    static String requireName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.matches("(?s).*[/\\x00].*")) {
            throw new IllegalArgumentException("not a name: '" + name + "'");
        }
        return name;
    }

    String parameter(String name) {
        var query = http.getRequestURI().getQuery();
        return Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    InputStream content() {
        return http.getRequestBody();
    }

    <T> T read(Class<T> type) throws IOException {
        return WireFormat.read(content().readAllBytes(), type);
    }

    void answer(Object body) throws IOException {
        answer(OK, body);
    }

    /** A file, from where it is asked for. */
    void answer(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long from = from(channel.size());
            long length = channel.size() - from;
            http.sendResponseHeaders(from == 0 ? OK : PARTIAL, length == 0 ? -1 : length);
            var content = Channels.newInputStream(channel.position(from));
            var buffer = new byte[BUFFER_BYTES];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                http.getResponseBody().write(buffer, 0, read);
            }
        }
    }

    private long from(long size) {
        var range = http.getRequestHeaders().getFirst("Range");
        if (range == null) {
            return 0;
        }
        var matcher = FROM.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > size) {
            throw new IllegalArgumentException("not a range of " + size + " bytes that goes to the end: " + range);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Says why not, unless an answer has begun: then its announced length says that it broke off. */
    void refuse(int status, Exception why) throws IOException {
        if (http.getResponseCode() == -1) {
            answer(status, new Problem(why.getMessage() == null ? why.toString() : why.getMessage()));
        }
    }

    private void answer(int status, Object body) throws IOException {
        var bytes = WireFormat.write(body);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
    }

    void close() {
        http.close();
    }

    @Override
    public String toString() {
        return method() + " " + http.getRequestURI();
    }
}
