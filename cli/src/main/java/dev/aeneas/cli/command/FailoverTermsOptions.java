package dev.aeneas.cli.command;

import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.command.AutoscaleCommand.OfWindow;
import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.FailoverTerms.AllowedHours;
import dev.aeneas.contracts.FailoverTerms.ClientConsistency;
import dev.aeneas.contracts.FailoverTerms.Hook;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.contracts.FailoverTerms.Moment;
import dev.aeneas.contracts.FailoverTerms.PlanB;
import dev.aeneas.contracts.Sku;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a policy promises, allows and asks for, as options; a policy is set as a whole, so what is left out is taken away. */
final class FailoverTermsOptions {
    @Option(names = "--rto", description = "Promised time to restored capacity, e.g. 5m.")
    private Duration rto;

    @Option(names = "--rpo", description = "Promised bound on lost writes, e.g. 10s.")
    private Duration rpo;

    @Option(
            names = "--window",
            paramLabel = "CRON;DURATION",
            converter = OfWindow.class,
            description = "When Aeneas may act by itself, e.g. '0 8 * * 1-5;10h'; several times (default: always).")
    private List<Window> windows = new ArrayList<>();

    @Option(names = "--time-zone", description = "Of the windows, an IANA name (default: UTC).")
    private String timeZone;

    @Option(
            names = "--block",
            description = "After a failover the next one needs your word for so long, or until acknowledged.")
    private Duration block;

    @Option(names = "--hook-before", paramLabel = "NAME=URL", description = "Asked first; an answer 409 is a veto.")
    private Map<String, String> before = new LinkedHashMap<>();

    @Option(
            names = "--required-hook",
            paramLabel = "NAME=URL",
            description = "As --hook-before; without its answer you are asked.")
    private Map<String, String> required = new LinkedHashMap<>();

    @Option(names = "--hook-after", paramLabel = "NAME=URL", description = "Told of the shift and of the end.")
    private Map<String, String> after = new LinkedHashMap<>();

    @Option(names = "--hook-timeout", description = "Of each call of a hook (default: 5s).")
    private Duration hookTimeout;

    @Option(
            names = "--consistency",
            paramLabel = "WRITE/READ",
            converter = OfLevels.class,
            description = "What clients use in quiet times, e.g. EACH_QUORUM/LOCAL_QUORUM.")
    private Levels quiet;

    @Option(
            names = "--consistency-during",
            paramLabel = "WRITE/READ",
            converter = OfLevels.class,
            description = "What they step down to (default: LOCAL_QUORUM/LOCAL_QUORUM).")
    private Levels during;

    @Option(
            names = "--plan-b-sku",
            paramLabel = "SKU",
            converter = Names.OfSku.class,
            description = "Tried when the standby cannot grow as asked; several times.")
    private List<Sku> otherSkus = new ArrayList<>();

    @Option(
            names = "--target-percent",
            paramLabel = "PERCENT",
            description = "What the standby grows to, of the lost datacenter's nodes; instead of --target-nodes.")
    private Integer targetPercent;

    @Option(names = "--no-fewer-nodes", description = "Do not try fewer nodes when the standby cannot grow as asked.")
    private boolean notFewer;

    FailoverTerms terms() {
        if (windows.isEmpty() && timeZone != null) {
            throw new CliException(ExitCode.USAGE, "--time-zone is of --window: give that too");
        }
        var hooks = new ArrayList<Hook>();
        before.forEach((name, url) -> hooks.add(new Hook(name, Moment.BEFORE, url, hookTimeout, false)));
        required.forEach((name, url) -> hooks.add(new Hook(name, Moment.BEFORE, url, hookTimeout, true)));
        after.forEach((name, url) -> hooks.add(new Hook(name, Moment.AFTER, url, hookTimeout, false)));
        return new FailoverTerms(
                rto,
                rpo,
                windows.isEmpty() ? null : new AllowedHours(windows, timeZone),
                block,
                hooks,
                quiet == null && during == null ? null : new ClientConsistency(quiet, during),
                otherSkus.isEmpty() && !notFewer ? null : new PlanB(otherSkus, !notFewer),
                targetPercent);
    }

    /** Two levels by Cassandra's names. */
    static final class OfLevels implements ITypeConverter<Levels> {
        @Override
        public Levels convert(String text) {
            int slash = text.indexOf('/');
            if (slash < 1 || slash == text.length() - 1) {
                throw new TypeConversionException(
                        "must be WRITE/READ, e.g. EACH_QUORUM/LOCAL_QUORUM; was '" + text + "'");
            }
            return new Levels(text.substring(0, slash), text.substring(slash + 1));
        }
    }
}
