package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.RegionUnreachable;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** What a region's API said, in our words. */
final class RegionErrors {
    static final String ORDER_CONFLICTS = "OrderConflicts";
    static final String ORDER_REFUSED = "OrderRefused";
    static final String QUOTA_EXCEEDED = "QuotaExceeded";
    static final String NAMESPACE_MISSING = "NamespaceMissing";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    private RegionErrors() {}

    /** Either asking again is of no use, or the region gave no answer. */
    static RuntimeException of(String region, String asked, KubernetesClientException e) {
        int code = e.getCode();
        if (code <= 0 || code == TOO_MANY || code >= 500) {
            return new RegionUnreachable(region, asked, e);
        }
        return ProvisioningFailed.of(code(code, e), region, advice(code, e) + ": " + said(e));
    }

    /** As a condition of everything in the region. */
    static String code(int status, KubernetesClientException e) {
        var said = said(e);
        if (said.contains("admission webhook")) {
            return ORDER_REFUSED;
        }
        return switch (status) {
            case UNAUTHORIZED -> DatacenterConditions.FORBIDDEN;
            case FORBIDDEN -> said.contains("exceeded quota") ? QUOTA_EXCEEDED : DatacenterConditions.FORBIDDEN;
            case NOT_FOUND -> ofNamespace(e) ? NAMESPACE_MISSING : DatacenterConditions.OPERATOR_NOT_INSTALLED;
            case CONFLICT -> ORDER_CONFLICTS;
            default -> DatacenterConditions.ORDER_INVALID;
        };
    }

    static String advice(int status, KubernetesClientException e) {
        return switch (code(status, e)) {
            case ORDER_REFUSED -> "an admission webhook of the region refuses the order";
            case QUOTA_EXCEEDED -> "a quota of the namespace is used up: raise it or ask for less";
            case DatacenterConditions.FORBIDDEN ->
                "the region's API refuses us: give the context the rights of docs/kubernetes.md";
            case NAMESPACE_MISSING -> "the region's namespace is not there: create it";
            case DatacenterConditions.OPERATOR_NOT_INSTALLED ->
                "the region does not know this resource: install cass-operator with its definitions";
            case ORDER_CONFLICTS ->
                "somebody else holds fields of the order: take them back by hand, or set edits=correct";
            default -> "the region calls the order invalid";
        };
    }

    static String said(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElse(String.valueOf(e.getMessage()));
    }

    private static boolean ofNamespace(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getDetails)
                .filter(details -> "namespaces".equals(details.getKind()))
                .isPresent();
    }
}
