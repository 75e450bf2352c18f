package dev.aeneas.failover.drill;

/** What a drill waits for, in the order in which it is hoped for. */
public enum Moment {
    STARTED("the drill began"),
    LOST("the region was lost on purpose"),
    SUSPECTED("the region was suspected"),
    DOWN("the region was called down"),
    DEGRADED("writes in the region were seen to fail"),
    SHIFTED("clients were sent to the standby"),
    CAPACITY("the standby had its full capacity"),
    CONSISTENCY("what was acknowledged in the standby was consistent again"),
    FAILED_OVER("the failover was through"),
    UNDOING("the region was to be given back"),
    BACK("every node of the region answered again"),
    RECOVERED("the region was seen to be back"),
    CLIENTS_BACK("clients were led back, without loss"),
    SETTLED("all had stayed well for as long as asked"),
    ENDED("the drill was over");

    private final String sentence;

    Moment(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
