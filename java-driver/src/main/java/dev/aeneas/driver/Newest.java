package dev.aeneas.driver;

/** Which of two routings counts. Gateways are replicas: one may be late, and none may lead clients back. */
final class Newest {
    private Newest() {}

    /**
     * Within an epoch there is one move only: from stepped down to restored.
     *
     * @param known null: nothing is known yet
     */
    static boolean supersedes(ClientRouting heard, ClientRouting known) {
        if (known == null || heard.epoch() > known.epoch()) {
            return true;
        }
        return heard.epoch() == known.epoch()
                && heard.datacenter().equals(known.datacenter())
                && heard.steppedTo().isEmpty()
                && known.steppedTo().isPresent();
    }

    /** What was only remembered gives way to what a gateway says of the same epoch. */
    static boolean supersedesRemembered(ClientRouting heard, ClientRouting remembered) {
        return remembered == null || heard.epoch() >= remembered.epoch();
    }
}
