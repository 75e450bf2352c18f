package dev.aeneas.failover.run;

import static dev.aeneas.failover.run.FailoverScenario.ORDERS;
import static dev.aeneas.failover.run.FailoverScenario.down;
import static dev.aeneas.failover.run.FailoverScenario.failOver;
import static dev.aeneas.failover.run.FailoverScenario.policyWith;
import static dev.aeneas.failover.run.FailoverScenario.recovered;
import static dev.aeneas.failover.run.FailoverScenario.withPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.FailoverTerms.Hook;
import dev.aeneas.contracts.FailoverTerms.Moment;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.PolicyEvent.FailoverProposed;
import dev.aeneas.contracts.PolicyEvent.FailoverVetoed;
import dev.aeneas.contracts.PolicyEvent.FailoversStopped;
import dev.aeneas.contracts.PolicyEvent.HookFailed;
import dev.aeneas.failover.hook.AskHooks;
import dev.aeneas.failover.hook.AskHooks.HooksAnswered;
import dev.aeneas.failover.hook.HookAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private final FailoverScenario orders = withPolicy(Mode.AUTOMATIC);

    @BeforeEach
    void twoHooksAreToBeAskedAndOneIsToldAfterwards() {
        orders.given(policyWith(hooks(false)));
    }

    @Test
    void asksEveryHookBeforeClientsMove() {
        assertThat(orders.given(down("east")))
                .containsExactly(new FailoverProposed(
                        ORDERS,
                        "east",
                        "region east is down",
                        List.of("board", "dns"),
                        FailoverScenario.START.plusSeconds(9)));
        assertThat(orders.state().routing().epoch()).isZero();
        assertThat(ask().hooks()).extracting(Hook::name).containsExactly("board", "dns");
        assertThat(orders.given(down("east"))).isEmpty();

        assertThat(answers(HookAnswer.Kind.YES, HookAnswer.Kind.YES)).first().isInstanceOf(FailoverStarted.class);
        assertThat(orders.openWork()).isEmpty();
    }

    @Test
    void asksAPersonAfterAVetoAndTakesTheirWord() {
        orders.given(down("east"));

        assertThat(answers(HookAnswer.Kind.VETO, HookAnswer.Kind.YES))
                .hasExactlyElementsOfTypes(FailoverVetoed.class, FailoverDecisionNeeded.class)
                .last()
                .satisfies(asked -> assertThat(((FailoverDecisionNeeded) asked).reason())
                        .contains("board says no: a freeze is on"));
        assertThat(orders.given(failOver("east"))).first().isInstanceOf(FailoverStarted.class);
    }

    @Test
    void goesOnWithoutAHookThatDoesNotAnswer() {
        orders.given(down("east"));

        assertThat(answers(HookAnswer.Kind.NONE, HookAnswer.Kind.YES))
                .startsWith(new HookFailed(ORDERS, "board", Moment.BEFORE, "a freeze is on"))
                .element(1)
                .isInstanceOf(FailoverStarted.class);
    }

    @Test
    void asksAPersonWhenARequiredHookDoesNotAnswer() {
        orders.given(policyWith(hooks(true)));
        orders.given(down("east"));

        assertThat(answers(HookAnswer.Kind.NONE, HookAnswer.Kind.YES))
                .hasExactlyElementsOfTypes(HookFailed.class, FailoverDecisionNeeded.class);
        assertThat(orders.state().runs()).isEmpty();
    }

    @Test
    void doesNotMoveClientsFromARegionThatCameBackMeanwhile() {
        orders.given(down("east"));
        orders.given(recovered("east"));

        assertThat(answers(HookAnswer.Kind.YES, HookAnswer.Kind.YES))
                .hasExactlyElementsOfTypes(FailoverDecisionNeeded.class);
    }

    @Test
    void obeysAStopThatCameWhileHooksWereAsked() {
        orders.given(down("east"));
        orders.given(new FailoversStopped(ORDERS, "wait"));

        assertThat(answers(HookAnswer.Kind.YES, HookAnswer.Kind.YES))
                .hasExactlyElementsOfTypes(FailoverDecisionNeeded.class);
    }

    @Test
    void forgetsWhatItAskedWhenAPersonFailsOverMeanwhile() {
        orders.given(down("east"));
        var late = ask();
        orders.given(failOver("east"));

        assertThat(orders.openWork()).isEmpty();
        assertThat(orders.given(late.ask((hook, call) -> answer(hook.name(), HookAnswer.Kind.VETO))))
                .isEmpty();
        assertThat(orders.state().openRun()).isPresent();
    }

    private AskHooks ask() {
        return (AskHooks) orders.openWork().get(0);
    }

    private List<Message> answers(HookAnswer.Kind board, HookAnswer.Kind dns) {
        var id = ask().call().id();
        return orders.given(new HooksAnswered(id, List.of(answer("board", board), answer("dns", dns))));
    }

    private static HookAnswer answer(String hook, HookAnswer.Kind kind) {
        return new HookAnswer(hook, kind, "a freeze is on");
    }

    private static FailoverTerms hooks(boolean required) {
        var hooks = List.of(
                new Hook("board", Moment.BEFORE, "http://board.example.com", null, required),
                new Hook("dns", Moment.BEFORE, "http://dns.example.com", Duration.ofSeconds(9), null),
                new Hook("pager", Moment.AFTER, "http://pager.example.com", null, null));
        return new FailoverTerms(null, null, null, null, hooks, null, null);
    }
}
