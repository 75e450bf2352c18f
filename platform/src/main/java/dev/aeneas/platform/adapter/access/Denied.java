package dev.aeneas.platform.adapter.access;

import dev.aeneas.contracts.Denial.Reason;
import dev.aeneas.platform.access.AccessRule;
import dev.aeneas.platform.access.Caller;
import java.util.Optional;

/** Somebody was not let in: 401 where nobody knows who it is, else 403. */
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient AccessRule rule;
    private final transient Optional<Caller> caller;
    private final transient Optional<String> cluster;

    private Denied(Reason reason, AccessRule rule, Optional<Caller> caller, Optional<String> cluster, String message) {
        super(message);
        this.reason = reason;
        this.rule = rule;
        this.caller = caller;
        this.cluster = cluster;
    }

    static Denied nobody(AccessRule rule, Optional<String> cluster) {
        return new Denied(
                Reason.NO_TOKEN,
                rule,
                Optional.empty(),
                cluster,
                "show a token: send the header 'Authorization: Bearer <token>' of somebody with the role "
                        + rule.needed(cluster));
    }

    static Denied stranger(AccessRule rule, Optional<String> cluster) {
        return new Denied(
                Reason.BAD_TOKEN,
                rule,
                Optional.empty(),
                cluster,
                "the token is not believed: nobody we know issued it for this, or it has expired; get a new one");
    }

    static Denied role(AccessRule rule, Caller caller, Optional<String> cluster) {
        return new Denied(
                Reason.ROLE_MISSING,
                rule,
                Optional.of(caller),
                cluster,
                caller.name() + " lacks the role " + rule.needed(cluster)
                        + "; whoever grants roles can give it, and a new token carries it");
    }

    Reason reason() {
        return reason;
    }

    AccessRule rule() {
        return rule;
    }

    Optional<Caller> caller() {
        return caller;
    }

    Optional<String> cluster() {
        return cluster;
    }
}
