package dev.aeneas.platform.adapter.access;

import dev.aeneas.platform.access.AccessRule;
import dev.aeneas.platform.access.Caller;
import dev.aeneas.platform.access.Role;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;

/** Whoever made the request at hand, for endpoints whose path does not tell all that they touch. */
@RequestScoped
public class CurrentCaller {
    private AccessRule rule;
    private Caller caller = new Caller("nobody", List.of());

    void entered(Caller somebody, AccessRule through) {
        this.caller = somebody;
        this.rule = through;
    }

    /** As the token names them. */
    public String name() {
        return caller.name();
    }

    public boolean maySee(String cluster) {
        return caller.may(Role.VIEWER, Optional.of(cluster));
    }

    /** Refuses the request with 403 unless the caller has the endpoint's role for this cluster too. */
    public void requireRoleFor(String cluster) {
        if (!caller.may(rule.role(), Optional.of(cluster))) {
            throw Denied.role(rule, caller, Optional.of(cluster));
        }
    }
}
