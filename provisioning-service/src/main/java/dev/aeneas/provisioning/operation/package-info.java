/** What an operation does, phase by phase. Pure. Start at {@link dev.aeneas.provisioning.operation.OperationKind}. */
package dev.aeneas.provisioning.operation;
