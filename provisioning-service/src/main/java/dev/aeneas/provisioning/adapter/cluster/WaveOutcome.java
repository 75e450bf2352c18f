package dev.aeneas.provisioning.adapter.cluster;

/** What became of one node that was to join with others. */
sealed interface WaveOutcome {
    /** Up/Normal with its tokens in the eyes of another node, its data from the replicas that gave it up. */
    record Joined() implements WaveOutcome {}

    /** Refused before it announced itself, because others were joining already: harmless, and may try again. */
    record Late(String why) implements WaveOutcome {}

    /** Did not start, died, or broke off: whatever it has is worth nothing. */
    record Lost(String why) implements WaveOutcome {}

    /** Lives, but did not say in time what became of it. */
    record Unclear(String why) implements WaveOutcome {}

    /** Did not even try: a rule of safety forbids it at the moment. */
    record NotSafe(String why) implements WaveOutcome {}

    /** Has not the disk for what it would hold: trying again is of no use. */
    record NoRoom(String why) implements WaveOutcome {}

    /** Took a range from a replica that does not give it up, and was stopped before it was a member. */
    record WrongSource(String why) implements WaveOutcome {}

    /** As {@link WrongSource}, but was seen only when it was a member already: its data needs a repair. */
    record NeedsRepair(String why) implements WaveOutcome {}
}
