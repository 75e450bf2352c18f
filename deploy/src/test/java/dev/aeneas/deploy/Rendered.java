package dev.aeneas.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** What {@code kubectl kustomize} makes of an overlay: the same as a cluster would be given. */
public record Rendered(String overlay, List<JsonNode> resources) {
    private static final Path MANIFESTS = Path.of("../deploy/kubernetes");
    private static final String OVERLAYS = "overlays";
    private static final long BOUND_SECONDS = 30;

    /** Renders it, or says that nothing was checked where there is no {@code kubectl}. */
    public static Rendered of(String overlay) {
        return at(OVERLAYS + "/" + overlay);
    }

    /** As {@link #of}, of any folder of the manifests. */
    public static Rendered at(String overlay) {
        try {
            var process = new ProcessBuilder(
                            "kubectl", "kustomize", MANIFESTS.resolve(overlay).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<JsonNode> resources;
            try (var yaml = new YAMLFactory().createParser(process.getInputStream())) {
                resources = new ObjectMapper().readValues(yaml, JsonNode.class).readAll();
            }
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("kubectl does not render " + overlay);
            }
            return new Rendered(overlay, resources);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Cannot run program")) {
                System.err.println("NOT CHECKED: manifests of " + overlay + ", since there is no kubectl on the PATH");
                Assumptions.abort("no kubectl on the PATH: install it to have the manifests checked");
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public Stream<JsonNode> kind(String kind) {
        return resources.stream()
                .filter(resource -> kind.equals(resource.path("kind").asText()));
    }

    /** The items of a list. */
    public static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    public static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }
}
