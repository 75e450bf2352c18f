package dev.aeneas.backup.run;

/** A node that holds data; its address answers CQL and JMX. */
public record BackupNode(String name, String address, String datacenter, String rack) {}
