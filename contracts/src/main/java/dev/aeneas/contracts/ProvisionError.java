package dev.aeneas.contracts;

/**
 * Why an operation failed.
 *
 * @param code stable, for programs
 * @param message for people: what happened, what to do, the end of a node's log where a node did not start
 * @param target what it happened to: a node's, a datacenter's or a cluster's name
 */
public record ProvisionError(String code, String message, String target) {
    public ProvisionError {
        Require.text("code", code);
        Require.text("message", message);
        Require.text("target", target);
    }
}
