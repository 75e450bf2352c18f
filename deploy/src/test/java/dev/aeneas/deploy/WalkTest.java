package dev.aeneas.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.CommandLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Every command of docs/kubernetes.md against what there really is: verbs and options of the command line, files of this repository,
 * names in the manifests. A command that this test does not know fails: nobody would have checked it.
 */
class WalkTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/kubernetes.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
    private static final Set<String> LANGUAGES = Set.of("sh", "hocon", "properties");

    /** Tools that have nothing of ours in their arguments. */
    private static final Set<String> PLAIN =
            Set.of("export", "mkdir", "openssl", "base64", "chmod", "printf", "umask", "keytool");

    private Rendered manifests;
    private final Set<String> madeByHand = new TreeSet<>();

    @BeforeEach
    void render() {
        manifests = Rendered.of("three-regions");
    }

    @Test
    void everyCommandOfTheWalkIsOneThatExists() throws IOException {
        var commands = commands(Files.readString(PAGE));

        assertThat(commands).hasSizeGreaterThan(20);
        commands.forEach(this::check);
    }

    @Test
    void aCommandThatDoesNotExistIsFound() {
        for (var wrong : List.of(
                "./aeneas drill run orders --loose east",
                "./aeneas drill begin orders",
                "kubectl apply -k deploy/kubernetes/overlays/four-regions",
                "kubectl -n aeneas get kafka/aeneaz",
                "kubectl -n aeneas port-forward svc/provisioning-service 8101:8109",
                "kubectl -n aeneas create secret generic aeneas-acces-tokens --from-file=tokens",
                "docker build -f deploy/images/Dockerfile --build-arg SERVICES=scaling-service .",
                "mvn package -Psbon",
                "helm install aeneas")) {
            assertThat(isFound(wrong)).as(wrong).isTrue();
        }
    }

    private boolean isFound(String wrong) {
        try {
            check(wrong);
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }

    /** Lines of the page's blocks, those that go on joined, each part of a pipe by itself. */
    private static List<String> commands(String page) {
        var commands = new ArrayList<String>();
        var blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            assertThat(LANGUAGES).as("the language of a block").contains(blocks.group(1));
            if (blocks.group(1).equals("sh")) {
                blocks.group(2)
                        .replaceAll("\\\\\\n\\s*", "")
                        .lines()
                        .map(line -> line.replaceAll("(^|\\s)#.*$", ""))
                        .flatMap(line -> Stream.of(line.split("\\s(?:\\||&&|;)\\s|;\\s|\\s&$", -1)))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(commands::add);
            }
        }
        return commands;
    }

    private void check(String command) {
        var words = words(command);
        switch (words.get(0)) {
            case "./aeneas" -> aeneas(words.subList(1, words.size()));
            case "kubectl" -> kubectl(command, words.subList(1, words.size()));
            case "mvn" -> maven(words);
            case "docker" -> docker(words);
            case "for" -> assertThat(command).matches("for \\w+ in [\\w -]+");
            case "do", "done" -> assertThat(words).hasSize(1);
            default -> assertThat(PLAIN).as("who checks '" + command + "'?").contains(words.get(0));
        }
    }

    private static List<String> words(String command) {
        var words = new ArrayList<String>();
        var word = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+").matcher(command);
        while (word.find()) {
            words.add(word.group().replaceAll("['\"]", ""));
        }
        return words;
    }

    private static void aeneas(List<String> arguments) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        try {
            CommandLines.of(nowhere, nowhere).parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            fail("./aeneas " + String.join(" ", arguments) + ": " + e.getMessage());
        }
    }

    private void kubectl(String command, List<String> words) {
        var positional = positional(words);
        var options = options(words);
        switch (positional.get(0)) {
            case "apply", "kustomize" -> applied(options, positional);
            case "create" -> created(command, positional);
            case "label" -> assertThat(command).contains("topology.kubernetes.io/");
            case "get", "wait", "logs", "describe", "delete" ->
                positional.stream().skip(1).forEach(this::exists);
            case "port-forward" -> forwarded(positional.get(1), positional.subList(2, positional.size()));
            default -> fail("nobody checks kubectl " + positional.get(0));
        }
    }

    private void applied(List<String> options, List<String> positional) {
        var path = options.contains("-k") ? options.get(options.indexOf("-k") + 1) : positional.get(1);
        assertThat(ROOT.resolve(path)).exists();
        assertThat(ROOT.resolve(path).resolve("kustomization.yaml")).exists();
    }

    private void created(String command, List<String> positional) {
        if (positional.get(1).equals("namespace")) {
            assertThat(namespaces()).contains(positional.get(2));
            return;
        }
        assertThat(positional.subList(1, 3)).as(command).containsExactly("secret", "generic");
        assertThat(secretsThatAreUsed()).as(command).contains(positional.get(3));
        madeByHand.add(positional.get(3));
    }

    /** The control plane's own, and the one in which each region's datacenters are. */
    private Set<String> namespaces() {
        var namespaces = names("Namespace");
        Rendered.at("managed-region").resources().stream()
                .map(resource -> resource.at("/metadata/namespace").asText())
                .filter(namespace -> !namespace.isEmpty())
                .forEach(namespaces::add);
        return namespaces;
    }

    /** {@code kind/name}, or {@code kind} and whatever there is of it. */
    private void exists(String what) {
        var parts = what.split("/", 2);
        var kind = parts[0].replaceFirst("\\..*$", "").toLowerCase(Locale.ROOT);
        var known =
                switch (kind) {
                    case "pods", "pod", "nodes", "events" -> Set.<String>of();
                    case "secret", "secrets" -> secretsThatAreMade();
                    default -> names(kind);
                };
        if (parts.length == 1) {
            assertThat(kind.matches("pods|pod|nodes|events|secrets?") || !known.isEmpty())
                    .as("there is some " + what)
                    .isTrue();
        } else if (!kind.startsWith("pod")) {
            assertThat(known).as(what).contains(parts[1]);
        }
    }

    private void forwarded(String target, List<String> ports) {
        assertThat(target).matches("(svc|service)/.*");
        var service = manifests
                .kind("Service")
                .filter(one -> Rendered.name(one).equals(target.substring(target.indexOf('/') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + target));
        for (var pair : ports) {
            assertThat(Rendered.stream(service.at("/spec/ports"))
                            .map(port -> port.path("port").asText()))
                    .as(target)
                    .contains(pair.substring(pair.indexOf(':') + 1));
        }
    }

    /** Names of a kind, by its short, singular or plural name. */
    private Set<String> names(String kind) {
        var short_ = kind.replaceFirst("^svc$", "service").toLowerCase(Locale.ROOT);
        var found = new TreeSet<String>();
        manifests.resources().stream()
                .filter(one -> Stream.of("", "s", "es")
                        .anyMatch(
                                plural -> (one.path("kind").asText().toLowerCase(Locale.ROOT) + plural).equals(short_)))
                .map(Rendered::name)
                .forEach(found::add);
        return found;
    }

    private Set<String> secretsThatAreUsed() {
        var used = new TreeSet<String>();
        manifests.resources().forEach(resource -> collect(resource, used));
        return used;
    }

    private static void collect(JsonNode node, Set<String> used) {
        for (var field : List.of("secretName", "superuserSecretName")) {
            if (node.path(field).isTextual()) {
                used.add(node.path(field).asText());
            }
        }
        if (node.path("secret").path("name").isTextual()) {
            used.add(node.path("secret").path("name").asText());
        }
        node.forEach(child -> collect(child, used));
    }

    private Set<String> secretsThatAreMade() {
        var made = new TreeSet<>(madeByHand);
        manifests
                .kind("Certificate")
                .map(one -> one.at("/spec/secretName").asText())
                .forEach(made::add);
        return made;
    }

    private static void maven(List<String> words) {
        assertThat(words).contains("package");
        words.stream().filter(word -> word.startsWith("-P")).forEach(profile -> {
            try {
                assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<id>" + profile.substring(2) + "</id>");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void docker(List<String> words) {
        assertThat(words.get(1)).isIn("build", "push");
        if (words.get(1).equals("build")) {
            var file = ROOT.resolve(words.get(words.indexOf("-f") + 1));
            assertThat(file).exists();
            try {
                var text = Files.readString(file);
                for (int i = 0; i < words.size(); i++) {
                    if (words.get(i).equals("--build-arg")) {
                        assertThat(text).contains("ARG " + words.get(i + 1).replaceFirst("=.*$", ""));
                    }
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final Set<String> WITH_A_VALUE =
            Set.of("-n", "--context", "-k", "-f", "--timeout", "-o", "--for", "-l", "--tail");

    private static List<String> positional(List<String> words) {
        var positional = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            if (WITH_A_VALUE.contains(words.get(i))) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                positional.add(words.get(i));
            }
        }
        return positional;
    }

    private static List<String> options(List<String> words) {
        return Arrays.asList(words.toArray(String[]::new));
    }
}
