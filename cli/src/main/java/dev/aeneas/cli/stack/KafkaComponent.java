package dev.aeneas.cli.stack;

import dev.aeneas.local.Runtimes;
import dev.aeneas.local.kafka.KafkaBroker;
import dev.aeneas.local.kafka.KafkaSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The message broker of the local stack: one Kafka process that is its own controller (KRaft). */
record KafkaComponent(Path folder, StackSettings settings, Runtimes runtimes) implements Component {
    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Endpoint> endpoints() {
        String host = settings.get(StackSettings.ADDRESS);
        return List.of(
                new Endpoint(host, settings.port(StackSettings.KAFKA_PORT), StackSettings.KAFKA_PORT),
                new Endpoint(
                        host, settings.port(StackSettings.KAFKA_CONTROLLER_PORT), StackSettings.KAFKA_CONTROLLER_PORT));
    }

    @Override
    public void start() {
        KafkaBroker.start(runtimes, folder, spec());
    }

    @Override
    public boolean isReady() {
        return KafkaBroker.adopt(folder, spec()).map(KafkaBroker::isReady).orElse(false);
    }

    @Override
    public Duration readyBound() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration stopBound() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String logTail(int lines) {
        return LogExcerpt.of(folder.resolve("out.log"), lines);
    }

    private KafkaSpec spec() {
        return KafkaSpec.at(
                settings.get(StackSettings.ADDRESS),
                settings.port(StackSettings.KAFKA_PORT),
                settings.port(StackSettings.KAFKA_CONTROLLER_PORT));
    }
}
