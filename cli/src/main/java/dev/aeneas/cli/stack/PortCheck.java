package dev.aeneas.cli.stack;

import dev.aeneas.cli.CliException;
import dev.aeneas.local.FreePort;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses to start components whose ports somebody else holds, and says who and what to change. */
final class PortCheck {
    private PortCheck() {}

    static void require(List<Component> toStart, StackHome home) {
        String taken = toStart.stream()
                .flatMap(component -> component.endpoints().stream()
                        .filter(endpoint -> !FreePort.isFree(endpoint.host(), endpoint.port()))
                        .map(endpoint -> sentence(component, endpoint)))
                .collect(Collectors.joining("\n  "));
        if (!taken.isEmpty()) {
            throw CliException.unavailable(taken
                    + "\n  Stop what holds it, or move it: './aeneas up --set SETTING=VALUE' (kept in "
                    + home.settings()
                    + ").");
        }
    }

    private static String sentence(Component component, Endpoint endpoint) {
        String holder = PortHolder.of(endpoint.port())
                .map(who -> "held by " + who)
                .orElse("held by a process that this machine does not name");
        return "port " + endpoint.port() + " on " + endpoint.host() + " is taken: " + component.name()
                + " needs it, it is " + holder + "; its setting is " + endpoint.setting();
    }
}
