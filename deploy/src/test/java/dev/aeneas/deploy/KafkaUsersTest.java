package dev.aeneas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights on Kafka against what the services' own settings say they consume. */
class KafkaUsersTest {
    private static final Pattern INCOMING_TOPIC = Pattern.compile("mp\\.messaging\\.incoming\\..*\\.topics?");
    private static final Pattern INCOMING_GROUP = Pattern.compile("mp\\.messaging\\.incoming\\..*\\.group\\.id");

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void aServiceReadsWhatItListensToAndNothingElse(String service) {
        assertThat(granted(service, "topic", "Read"))
                .containsExactlyInAnyOrderElementsOf(settings(service, INCOMING_TOPIC)
                        .flatMap(topics -> Stream.of(topics.split(",")))
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void aServiceMayUseItsOwnConsumerGroupsOnly(String service) {
        assertThat(granted(service, "group", "Read")).containsExactly("aeneas-" + service + "-");
        assertThat(settings(service, INCOMING_GROUP))
                .isNotEmpty()
                .allMatch(group -> group.startsWith("aeneas-" + service + "-"));
    }

    private static List<String> granted(String service, String resource, String operation) {
        var user = Rendered.of("three-regions")
                .kind("KafkaUser")
                .filter(one -> Rendered.name(one).equals(service + "-service"))
                .findFirst()
                .orElseThrow();
        return Rendered.stream(user.at("/spec/authorization/acls"))
                .filter(acl -> acl.at("/resource/type").asText().equals(resource))
                .filter(acl -> Rendered.stream(acl.path("operations"))
                        .map(JsonNode::asText)
                        .anyMatch(operation::equals))
                .map(acl -> acl.at("/resource/name").asText())
                .toList();
    }

    /** What every service has, and its own. */
    private static Stream<String> settings(String service, Pattern name) {
        return Stream.of(
                        Path.of("../platform/src/main/resources/META-INF/microprofile-config.properties"),
                        Path.of("..", service + "-service", "src/main/resources/application.properties"))
                .map(KafkaUsersTest::read)
                .flatMap(properties -> properties.stringPropertyNames().stream()
                        .filter(property -> name.matcher(property).matches())
                        .map(properties::getProperty))
                .map(value -> value.replace("${aeneas.service}", service));
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
