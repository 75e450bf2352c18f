package dev.aeneas.provisioning.machine;

import java.util.Set;

/** Codes of what may be wrong with a datacenter. */
public final class DatacenterConditions {
    /** The region's API does not answer; what else is told is what was seen before. */
    public static final String API_UNREACHABLE = "ApiUnreachable";

    /** The region's API refuses us. */
    public static final String FORBIDDEN = "Forbidden";

    /** The operator's resource types are not known in the region. */
    public static final String OPERATOR_NOT_INSTALLED = "OperatorNotInstalled";

    /** The operator takes no notice of the newest order. */
    public static final String OPERATOR_SILENT = "OperatorSilent";

    /** The operator calls the order invalid. */
    public static final String ORDER_INVALID = "OrderInvalid";

    /** A node waits for a place: the message names zone and resource. */
    public static final String POD_PENDING = "PodPending";

    /** Nodes cannot be made: a quota is used up, or a policy is in the way. */
    public static final String PODS_NOT_MADE = "PodsNotMade";

    /** The operator could not start a node. */
    public static final String NODE_DID_NOT_START = "NodeDidNotStart";

    /** Somebody else changed what we had ordered. */
    public static final String EDITED_BY_HAND = "EditedByHand";

    /** As {@link #EDITED_BY_HAND}, and to be ordered again as the policy says. */
    public static final String EDIT_TO_BE_TAKEN_BACK = "EditToBeTakenBack";

    /** Somebody else deleted it. */
    public static final String DELETED_BY_HAND = "DeletedByHand";

    static final Set<String> HOPELESS = Set.of(FORBIDDEN, OPERATOR_NOT_INSTALLED, OPERATOR_SILENT, ORDER_INVALID);

    private DatacenterConditions() {}
}
