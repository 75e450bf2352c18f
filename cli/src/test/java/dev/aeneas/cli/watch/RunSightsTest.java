package dev.aeneas.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.NodeProgress;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.contracts.ScalingEvent.ScaleProgress;
import dev.aeneas.contracts.StepState;
import dev.aeneas.contracts.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSightsTest {
    private static final Instant BEGAN = Instant.parse("2026-11-22T17:00:00Z");
    private static final long MEBIBYTE = 1024 * 1024;

    private final RunSights sights = new RunSights();

    @Test
    void showsNothingBeforeTheRunWasSeen() {
        assertThat(sights.picture(BEGAN)).isEmpty();
    }

    @Test
    void showsTheStepsOfTheRunWithTheNodesThatTheyAreAbout() {
        sights.saw(run("DONE", "IN_FLIGHT"));

        var picture = picture(BEGAN.plusSeconds(10));

        assertThat(picture.stepsDone()).isEqualTo(1);
        assertThat(picture.steps()).extracting(RunPicture.Step::step).containsExactly("PrepareNodes", "JoinNodes");
        assertThat(picture.steps()).allSatisfy(step -> assertThat(step.nodes()).containsExactly("west_4", "west_5"));
        assertThat(picture.steps().get(0).took()).isEqualTo(Duration.ofSeconds(3));
        assertThat(picture.steps().get(1).took()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void showsTheNodesOfTheStepUnderWayAndTheirBytesTogether() {
        sights.saw(run("DONE", "IN_FLIGHT"));
        sights.heard(progress("1-prepare", StepState.STARTED, Phase.PREPARED, 0), BEGAN);
        sights.heard(progress("2-join", StepState.STARTED, Phase.STREAMING, 100 * MEBIBYTE), BEGAN.plusSeconds(4));

        var picture = picture(BEGAN.plusSeconds(10));

        assertThat(picture.nodes()).extracting(NodeProgress::phase).containsExactly(Phase.STREAMING, Phase.STREAMING);
        assertThat(picture.bytesDone()).isEqualTo(200 * MEBIBYTE);
        assertThat(picture.bytesPerSecond()).isEqualTo(50 * MEBIBYTE);
    }

    @Test
    void countsTheForecastDownAndNotBelowZero() {
        sights.saw(run("DONE", "IN_FLIGHT"));
        sights.heard(progress("2-join", StepState.STARTED, Phase.JOINING, 0), BEGAN);

        assertThat(picture(BEGAN.plusSeconds(10)).forecastLeft()).isEqualTo(Duration.ofSeconds(31));
        assertThat(picture(BEGAN.plusSeconds(100)).forecastLeft()).isZero();
    }

    @Test
    void knowsOfAChangeWhichStepIsUnderWayFromHowManyAreDone() throws JsonProcessingException {
        sights.saw(
                WireFormat.mapper()
                        .readTree(
                                """
                {"runId":"7","phase":"RUNNING","stepsDone":1,"steps":[{"stepId":"a","step":{"step":"RollNodes"}},
                 {"stepId":"b","step":{"step":"RollNodes"}},{"stepId":"c","step":{"step":"RollNodes"}}]}"""));

        var picture = picture(BEGAN);

        assertThat(picture.state()).isEqualTo("RUNNING");
        assertThat(picture.steps()).extracting(RunPicture.Step::phase).containsExactly("DONE", "IN_FLIGHT", "PENDING");
    }

    @Test
    void writesAPictureForPeople() {
        sights.saw(run("DONE", "IN_FLIGHT"));
        sights.heard(progress("2-join", StepState.STARTED, Phase.STREAMING, 100 * MEBIBYTE), BEGAN);

        var screen = String.join("\n", RunText.screen(picture(BEGAN), Duration.ofSeconds(12)));

        assertThat(screen)
                .contains("orders/west  run run-1")
                .contains("executing, 1 of 2 steps, 200.0 of 800.0 MiB (25 %), 50.0 MiB/s, about 41 s left")
                .contains("✓ 1-prepare")
                .contains("▶ 2-join")
                .contains("streaming  [#####               ] 100.0 of 400.0 MiB (25 %)");
    }

    @Test
    void writesALineForWhatHappenedAndNotForEveryByte() {
        var lines = new ArrayList<String>();
        var screen = new LineScreen(lines::add);
        sights.saw(run("DONE", "IN_FLIGHT"));
        sights.heard(progress("2-join", StepState.STARTED, Phase.STREAMING, 0), BEGAN);
        screen.show(picture(BEGAN), Duration.ofSeconds(1));
        sights.heard(progress("2-join", StepState.STARTED, Phase.STREAMING, MEBIBYTE), BEGAN);
        screen.show(picture(BEGAN), Duration.ofSeconds(2));
        sights.saw(run("DONE", "DONE"));
        screen.show(picture(BEGAN), Duration.ofSeconds(3));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("2-join").contains("west_4 streaming");
        assertThat(lines.get(1)).contains("2 of 2 steps").doesNotContain("west_4");
    }

    @Test
    void givesProgramsEachPictureThatDiffers() {
        var pictures = new ArrayList<RunPicture>();
        var screen = new JsonScreen(pictures::add);
        sights.saw(run("DONE", "IN_FLIGHT"));
        sights.heard(progress("2-join", StepState.STARTED, Phase.STREAMING, 0), BEGAN);
        screen.show(picture(BEGAN), Duration.ofSeconds(1));
        screen.show(picture(BEGAN.plusSeconds(1)), Duration.ofSeconds(2));
        sights.heard(progress("2-join", StepState.STARTED, Phase.STREAMING, MEBIBYTE), BEGAN);
        screen.show(picture(BEGAN.plusSeconds(1)), Duration.ofSeconds(2));

        assertThat(pictures).extracting(RunPicture::bytesDone).containsExactly(0L, 2 * MEBIBYTE);
    }

    private RunPicture picture(Instant now) {
        return sights.picture(now).orElseThrow();
    }

    private static ScaleProgress progress(String stepId, StepState state, Phase phase, long bytes) {
        return new ScaleProgress(
                new ClusterName("orders"),
                new DatacenterName("west"),
                "run-1",
                stepId,
                state,
                1,
                2,
                List.of(
                        new NodeProgress("west_4", phase, bytes, 400 * MEBIBYTE),
                        new NodeProgress("west_5", phase, bytes, 400 * MEBIBYTE)),
                Duration.ofSeconds(41),
                50 * MEBIBYTE);
    }

    private static JsonNode run(String prepare, String join) {
        try {
            return WireFormat.mapper()
                    .readTree(
                            """
                    {"runId":"run-1","cluster":"orders","datacenter":"west","state":"Executing","steps":[
                     {"stepId":"1-prepare","phase":"%s","step":{"step":"PrepareNodes","nodes":[{"name":"west_4"},
                      {"name":"west_5"}]},"startedAt":"2026-11-22T17:00:00Z","endedAt":"2026-11-22T17:00:03Z"},
                     {"stepId":"2-join","phase":"%s","step":{"step":"JoinNodes","nodes":["west_4","west_5"]},
                      "startedAt":"2026-11-22T17:00:03Z"}]}"""
                                    .formatted(prepare, join));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
