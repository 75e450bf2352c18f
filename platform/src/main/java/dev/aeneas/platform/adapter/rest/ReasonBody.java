package dev.aeneas.platform.adapter.rest;

/** Why somebody ends something, or holds it back. */
public record ReasonBody(String reason) {
    /** Where neither the reason nor the body is required. */
    public static String reasonOf(ReasonBody body) {
        return body == null || body.reason() == null ? "somebody asked for it" : body.reason();
    }
}
