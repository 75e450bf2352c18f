package dev.aeneas.failover.adapter.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingDryRunTest {
    private static Growth refused(int status, String body) {
        return ScalingDryRun.refused(Response.status(status).entity(body).build());
    }

    @Test
    void tellsTheRulesThatForbidTheGrowth() {
        var violations = "{\"violations\": [{\"field\": \"nodeCount\", \"rule\": \"at most 4\"}]}";

        assertThat(refused(422, violations)).isEqualTo(new Growth.Refused(List.of("nodeCount at most 4")));
        assertThat(refused(404, "{\"detail\": \"there is no cluster orders\"}"))
                .isEqualTo(new Growth.Unknown("there is no cluster orders"));
    }

    @Test
    void takesWhoeverAnswersInItsPlaceForItsAbsence() {
        assertThat(refused(502, "<html>Bad Gateway</html>"))
                .isEqualTo(new Growth.NobodyThere("scaling-service says: status 502"));
        assertThat(refused(503, "")).isEqualTo(new Growth.NobodyThere("scaling-service says: status 503"));
    }
}
