package dev.aeneas.contracts;

/**
 * Something that is not as it should be with a datacenter, for as long as it holds.
 *
 * @param code stable, for programs: {@code ApiUnreachable}, {@code PodPending}, {@code EditedByHand} …
 * @param message for people: what was seen, and what to do
 * @param target what it is seen at: a region, a node, a field
 */
public record DatacenterCondition(String code, String message, String target) {
    public DatacenterCondition {
        Require.text("code", code);
        Require.text("message", message);
        Require.text("target", target);
    }
}
