package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A command that begins something long at a service, waits for it unless told not to, and shows what became of it. */
abstract class BeginAndWait implements Callable<Integer> {
    private final Cli cli;
    private final Function<Services, ServiceClient> service;

    @Mixin
    private Waiting waiting;

    BeginAndWait(Cli cli, Function<Services, ServiceClient> service) {
        this.cli = cli;
        this.service = service;
    }

    /** Sends the request. */
    abstract Answer begin(ServiceClient client);

    @Override
    public final Integer call() {
        var client = service.apply(cli.services());
        return waiting.finish(cli.console(), client, begin(client));
    }
}
