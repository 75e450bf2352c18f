package dev.aeneas.contracts;

/** Says what was observed to have happened. */
public sealed interface Event extends Message
        permits ProvisioningEvent, ScalingEvent, BackupEvent, FailoverEvent, Observation {}
