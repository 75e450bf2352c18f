package dev.aeneas.driver;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How gateways are followed; the fields are the options of {@link AeneasOption}. */
record FollowerSettings(
        String cluster,
        List<URI> gateways,
        Optional<Path> tokenFile,
        Optional<Path> routingFile,
        Duration connectTimeout,
        Duration retryInterval,
        Duration streamAge) {

    static FollowerSettings of(DriverExecutionProfile profile) {
        return new FollowerSettings(
                profile.getString(required(profile, AeneasOption.CLUSTER)),
                profile.getStringList(required(profile, AeneasOption.GATEWAYS)).stream()
                        .map(URI::create)
                        .toList(),
                Optional.ofNullable(profile.getString(AeneasOption.TOKEN_FILE, null))
                        .map(Path::of),
                Optional.ofNullable(profile.getString(AeneasOption.ROUTING_FILE, null))
                        .map(Path::of),
                profile.getDuration(AeneasOption.CONNECT_TIMEOUT),
                profile.getDuration(AeneasOption.RETRY_INTERVAL),
                profile.getDuration(AeneasOption.STREAM_AGE));
    }

    private static AeneasOption required(DriverExecutionProfile profile, AeneasOption option) {
        if (!profile.isDefined(option)) {
            throw new IllegalArgumentException("datastax-java-driver." + option.getPath() + " must be set");
        }
        return option;
    }

    /**
     * The header that a gateway wants to see, from a file that is read each time: tokens are replaced while the application runs.
     *
     * @throws IOException when there should be a token and cannot be read
     */
    Optional<String> authorization() throws IOException {
        return tokenFile.isEmpty()
                ? Optional.empty()
                : Optional.of("Bearer " + Files.readString(tokenFile.get()).strip());
    }

    URI stream(URI gateway) {
        var base = gateway.toString().replaceAll("/+$", "");
        return URI.create(base + "/clusters/" + cluster + "/routing/stream");
    }
}
