package dev.aeneas.cassandra.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourceCheckTest {
    private static final NodeAddress A = NodeAddress.of("127.9.9.1");
    private static final NodeAddress B = NodeAddress.of("127.9.9.2");
    private static final NodeAddress C = NodeAddress.of("127.9.9.3");
    private static final NodeAddress D = NodeAddress.of("127.9.9.4");
    private static final NodeAddress NEW = NodeAddress.of("127.9.9.9");

    private final List<TokenOwner> racks =
            List.of(owner(A, "r1", 0, 300), owner(B, "r2", 100, 400), owner(C, "r3", 200, 500));
    private final StrictSources ofRackTwo = StrictSources.of(owner(NEW, "r2", 50, 350), racks, Set.of(3));

    @Test
    void theSourceIsTheNodeOfTheSameRackWithOneReplicaInEach() {
        assertThat(ofRackTwo.required()).containsExactly(B);
        assertThat(ofRackTwo.allowed()).containsExactly(B);
    }

    @Test
    void theSourcesAreThoseThatLoseTheRangesInOneRack() {
        // ring a0 b100 c200 d300, two replicas; 150 takes (100, 150] from d, as second of (0, 100] from c
        var ring = List.of(owner(A, "r", 0), owner(B, "r", 100), owner(C, "r", 200), owner(D, "r", 300));

        var sources = StrictSources.of(owner(NEW, "r", 150), ring, Set.of(2));

        assertThat(sources.required()).containsExactly(C, D);
    }

    @Test
    void anyoneWillDoWhereNobodyGivesTheRangeUp() {
        var sources = StrictSources.of(owner(NEW, "r", 50), List.of(owner(A, "r", 0), owner(B, "r", 100)), Set.of(3));

        assertThat(sources.required()).isEmpty();
        assertThat(sources.allowed()).containsExactly(A, B);
    }

    @Test
    void aKeyspaceOfAnotherFactorAddsItsOwnSources() {
        var sources = StrictSources.of(owner(NEW, "r2", 50, 450), racks, Set.of(1, 3));

        assertThat(sources.required()).containsExactly(B, C);
    }

    @Test
    void findsNothingWrongWithTheRightSource() {
        assertThat(SourceCheck.afterItJoined(ofRackTwo, List.of(bootstrap(StreamRecord.Outcome.SUCCEEDED, B))))
                .isEmpty();
        assertThat(SourceCheck.whileItJoins(ofRackTwo, List.of(session("Bootstrap", B), session("Repair", A))))
                .isEmpty();
    }

    @Test
    void findsASourceThatGivesNothingUp() {
        assertThat(SourceCheck.afterItJoined(ofRackTwo, List.of(bootstrap(StreamRecord.Outcome.SUCCEEDED, A, B))))
                .hasValueSatisfying(wrong -> assertThat(wrong).startsWith("streamed from [127.9.9.1]"));
        assertThat(SourceCheck.whileItJoins(ofRackTwo, List.of(session("Bootstrap", C))))
                .hasValueSatisfying(wrong -> assertThat(wrong).contains("127.9.9.3"));
    }

    @Test
    void findsASourceThatGaveNothing() {
        var both = new StrictSources(new TreeSet<>(Set.of(A, B)), new TreeSet<>(Set.of(A, B)));

        assertThat(SourceCheck.afterItJoined(both, List.of(bootstrap(StreamRecord.Outcome.SUCCEEDED, A))))
                .hasValueSatisfying(wrong -> assertThat(wrong).startsWith("streamed nothing from [127.9.9.2]"));
    }

    @Test
    void findsANodeThatStreamedNothingAtAll() {
        assertThat(SourceCheck.afterItJoined(ofRackTwo, List.of())).isPresent();
        assertThat(SourceCheck.afterItJoined(ofRackTwo, List.of(bootstrap(StreamRecord.Outcome.FAILED, B))))
                .isPresent();
    }

    @Test
    void ofTwoPossiblePastsOnlyWhatBothRequireIsRequired() {
        var other = new StrictSources(new TreeSet<>(Set.of(B, C)), new TreeSet<>(Set.of(B, C)));

        assertThat(ofRackTwo.or(other).required()).containsExactly(B);
        assertThat(ofRackTwo.or(other).allowed()).containsExactly(B, C);
    }

    private static StreamRecord bootstrap(StreamRecord.Outcome outcome, NodeAddress... peers) {
        var hosts = Arrays.stream(peers).map(NodeAddress::host).collect(Collectors.toSet());
        return new StreamRecord(new UUID(0, 1), "Bootstrap", hosts, outcome, 1, 0);
    }

    private static StreamSession session(String operation, NodeAddress peer) {
        return new StreamSession(new UUID(0, 1), operation, peer.host(), 0, 1, 0, 0);
    }

    private static TokenOwner owner(NodeAddress address, String rack, long... tokens) {
        var sorted = new ArrayList<Long>();
        Arrays.stream(tokens).forEach(sorted::add);
        return new TokenOwner(address, "west", rack, new TreeSet<>(sorted));
    }
}
