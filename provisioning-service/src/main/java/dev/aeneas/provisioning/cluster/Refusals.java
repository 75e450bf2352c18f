package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.List;

/** Says no, with every rule that was broken. */
final class Refusals {
    private Refusals() {}

    static Message refused(ProvisioningCommand command, Kind kind, List<Violation> violations) {
        return new ProvisioningRefused(
                command.cluster(), MessageTypes.nameOf(command.getClass()), kind, violations, reference(command));
    }

    static Message refused(ProvisioningCommand command, Kind kind, String field, String rule) {
        return refused(command, kind, List.of(new Violation(field, rule)));
    }

    static Message noSuchCluster(ProvisioningCommand command) {
        return refused(command, Kind.NOT_FOUND, "cluster", "must exist; there is no '" + command.cluster() + "'");
    }

    static Message busy(ProvisioningCommand command, String holder) {
        return refused(
                command,
                Kind.CONFLICT,
                "cluster",
                "must not be changed by two at a time; '" + command.cluster() + "' is being changed by " + holder
                        + ", try again when that has ended");
    }

    private static String reference(ProvisioningCommand command) {
        if (command instanceof ProvisioningCommand.ReserveTopology reserve) {
            return reserve.runId();
        }
        if (command instanceof ProvisioningCommand.RunTopologyStep step) {
            return step.runId();
        }
        if (command instanceof ProvisioningCommand.InjectFault fault) {
            return fault.faultId();
        }
        if (command instanceof ProvisioningCommand.UndoFault fault) {
            return fault.faultId();
        }
        return command instanceof ProvisioningCommand.ReleaseTopology release ? release.runId() : null;
    }
}
