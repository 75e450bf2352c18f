package dev.aeneas.failover.detection;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.Vote;
import java.time.Instant;
import java.util.List;

/** What the votes on a region say at a moment. */
public sealed interface Verdict {
    List<Vote> votes();

    /** Nobody speaks who could tell; changes nothing. */
    record Unknown(List<Vote> votes) implements Verdict {}

    /**
     * Every vote says that it answers.
     *
     * @param lasting that has been so for the recovery hold
     */
    record Reachable(List<Vote> votes, boolean lasting) implements Verdict {}

    /**
     * It answers, and a quorum of independent vantage points says that it serves no writes, or not all of its datacenters.
     *
     * @param since of the first last good write among them
     */
    record Degraded(List<Vote> votes, List<DatacenterName> datacenters, Instant since, String reason)
            implements Verdict {}

    /** At least one vote says that it does not answer, and nothing can be concluded yet. */
    record Suspected(List<Vote> votes) implements Verdict {}

    /**
     * A quorum of independent vantage points says so, and has for the hold.
     *
     * @param since of the first last answer among them
     */
    record Down(List<Vote> votes, List<DatacenterName> datacenters, Instant since) implements Verdict {}

    /** Whoever can speak says that it does not answer, and that is not enough to decide: a person must. */
    record Undecidable(List<Vote> votes, String reason) implements Verdict {}
}
