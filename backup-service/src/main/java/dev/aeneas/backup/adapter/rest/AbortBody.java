package dev.aeneas.backup.adapter.rest;

/** Why something is ended; may be left out. */
public record AbortBody(String reason) {
    static String reasonOf(AbortBody body) {
        return body == null || body.reason() == null ? "somebody asked for it" : body.reason();
    }
}
