package dev.aeneas.platform.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; a greater role may do all that a smaller one may. */
public enum Role {
    /** Look at everything, change nothing. */
    VIEWER,
    /** Run what there is: scale, back up, fail over, drill. */
    OPERATOR,
    /** Make and delete, and say what Aeneas may do by itself. */
    ADMINISTRATOR;

    /** As tokens and tables write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
