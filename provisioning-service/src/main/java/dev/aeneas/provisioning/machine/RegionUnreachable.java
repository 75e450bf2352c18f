package dev.aeneas.provisioning.machine;

/** A region's API gave no answer within its bound: whether it did what was asked is not known. */
public final class RegionUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegionUnreachable(String region, String asked, Throwable cause) {
        super("the API of region " + region + " gave no answer to '" + asked + "'", cause);
    }
}
