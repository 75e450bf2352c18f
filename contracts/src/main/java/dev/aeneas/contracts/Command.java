package dev.aeneas.contracts;

/** Asks a service to do something; the answer is one or more events, or a refusal. */
public sealed interface Command extends Message
        permits ProvisioningCommand, ScalingCommand, BackupCommand, FailoverCommand {}
