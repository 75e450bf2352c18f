package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Console;
import java.time.Duration;
import java.util.List;

/** Plans that are shown and not carried out. */
final class Plans {
    private Plans() {}

    /** What a plan says beside its table. */
    static void sayMore(Console console, JsonNode plan) {
        if (plan.hasNonNull("forecast")) {
            var forecast = Duration.parse(plan.get("forecast").asText());
            console.line("Forecast: " + Texts.seconds(forecast) + ".");
        }
        for (String more : List.of("notes", "consequences")) {
            plan.path(more).forEach(one -> console.line(one.asText()));
        }
    }
}
