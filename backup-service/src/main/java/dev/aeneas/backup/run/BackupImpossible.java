package dev.aeneas.backup.run;

import dev.aeneas.contracts.ProvisionError;

/** The backup cannot be made, and trying again would not help. */
public final class BackupImpossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String target;

    public BackupImpossible(String code, String message, String target) {
        super(message);
        this.code = code;
        this.target = target;
    }

    public ProvisionError error() {
        return new ProvisionError(code, getMessage(), target);
    }
}
