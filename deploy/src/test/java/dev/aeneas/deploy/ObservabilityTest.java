package dev.aeneas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.aeneas.contracts.MessageTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObservabilityTest {
    private static final Path FOLDER = Path.of("observability");
    private static final Pattern METRIC = Pattern.compile("(?:\\(|^|[/ ])([a-z]+(?:_[a-z]+)+|up)(?=[{)\\[ ]|$)");
    private static final Pattern TYPE = Pattern.compile("aeneas[.]\\w+[.]\\w+[.]v\\d+");
    private static final Set<String> FUNCTIONS = Set.of("sum", "rate", "increase", "by");

    @Test
    void everyMetricThatIsNamedIsOneThatServicesExpose() throws IOException {
        // A service's own test holds this list against what it really exposes.
        var exposed = new TreeSet<>(Files.readAllLines(FOLDER.resolve("metrics.txt")));
        exposed.add("up"); // Prometheus's own
        var named = new TreeSet<String>();
        expressions().forEach(expression -> {
            var metrics = metrics(expression);
            assertThat(metrics).as(expression).isNotEmpty();
            named.addAll(metrics);
        });

        assertThat(named).isEqualTo(exposed);
    }

    @Test
    void everyTypeThatIsNamedIsAMessage() throws IOException {
        var types = expressions().stream()
                .map(expression -> expression.replace("[.]", "."))
                .flatMap(expression -> TYPE.matcher(expression).results().map(found -> found.group()))
                .toList();

        assertThat(types).hasSizeGreaterThan(10);
        assertThat(MessageTypes.all().keySet()).containsAll(types);
    }

    @Test
    void bracketsAndQuotesOfEveryExpressionClose() throws IOException {
        assertThat(expressions()).isNotEmpty().allSatisfy(expression -> {
            for (var pair : List.of("()", "{}", "[]")) {
                assertThat(count(expression, pair.charAt(0))).isEqualTo(count(expression, pair.charAt(1)));
            }
            assertThat(count(expression, '"') % 2).isZero();
        });
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(Set.of("alert", "expr", "for", "labels", "annotations")).containsAll(fields(rule));
            assertThat(rule.path("alert").asText()).matches("Aeneas[A-Za-z]+");
            assertThat(Set.of("critical", "warning"))
                    .contains(rule.at("/labels/severity").asText());
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).isNotBlank();
            assertThat(rule.path("for").asText("1m")).matches("\\d+[smh]");
        });
    }

    @Test
    void noPanelCoversAnother() throws IOException {
        var panels = Rendered.stream(dashboard().path("panels")).toList();

        assertThat(panels.stream().map(panel -> panel.path("gridPos").toString()))
                .doesNotHaveDuplicates();
        assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
    }

    private static List<String> metrics(String expression) {
        return METRIC.matcher(expression.replaceAll("\"[^\"]*\"|by \\([^)]*\\)", "\"\""))
                .results()
                .map(found -> found.group(1))
                .filter(word -> !FUNCTIONS.contains(word))
                .toList();
    }

    private static List<String> expressions() throws IOException {
        var panels =
                Rendered.stream(dashboard().path("panels")).flatMap(panel -> Rendered.stream(panel.path("targets")));
        return Stream.concat(panels, rules().stream())
                .map(target -> target.path("expr").asText())
                .toList();
    }

    private static List<JsonNode> rules() throws IOException {
        var file = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("alerts.yaml").toFile());
        return Rendered.stream(file.path("groups"))
                .flatMap(group -> Rendered.stream(group.path("rules")))
                .toList();
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(FOLDER.resolve("aeneas-dashboard.json").toFile());
    }

    private static List<String> fields(JsonNode node) {
        return node.properties().stream().map(field -> field.getKey()).toList();
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(letter -> letter == wanted).count();
    }
}
