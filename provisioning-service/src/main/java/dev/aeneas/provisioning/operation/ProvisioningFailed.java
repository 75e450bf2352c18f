package dev.aeneas.provisioning.operation;

import dev.aeneas.contracts.ProvisionError;

/** Work cannot succeed as things are: trying again is of no use. */
public final class ProvisioningFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProvisionError error;

    public ProvisioningFailed(ProvisionError error) {
        super(error.message());
        this.error = error;
    }

    public static ProvisioningFailed of(String code, String target, String message) {
        return new ProvisioningFailed(new ProvisionError(code, message, target));
    }

    public ProvisionError error() {
        return error;
    }
}
