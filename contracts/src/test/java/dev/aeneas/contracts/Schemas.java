package dev.aeneas.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** JSON Schemas drawn from the records, so that the two cannot differ. */
final class Schemas {
    /** Components that a writer may leave out; everything else is required. */
    private static final Map<Class<?>, Set<String>> OPTIONAL = Map.ofEntries(
            Map.entry(Denial.class, Set.of("caller")),
            Map.entry(DatacenterSpec.class, Set.of("sku", "zones", "replicationFactor", "spareCount")),
            Map.entry(ProvisioningCommand.CreateCluster.class, Set.of("autoReplicate", "datacenters")),
            Map.entry(ProvisioningEvent.ProvisioningRefused.class, Set.of("reference")),
            Map.entry(
                    ScalingCommand.ScaleDatacenter.class,
                    Set.of("runId", "nodeCount", "sku", "deadDatacenters", "spareCount")),
            Map.entry(ScalingEvent.ScaleRequested.class, Set.of("nodeCount", "sku", "spareCount", "supersedes")),
            Map.entry(ScalingEvent.ScalePlanned.class, Set.of("forecast", "ownership")),
            Map.entry(PlannedStep.class, Set.of("forecast", "bytes")),
            Map.entry(StepTime.class, Set.of("forecast")),
            Map.entry(ScalingEvent.ScaleCompleted.class, Set.of("forecast", "measured", "steps", "unevenness")),
            Map.entry(ProvisioningEvent.TopologyReserved.class, Set.of("room", "versions", "setups", "leaseUntil")),
            Map.entry(ProvisioningEvent.ProviderRoom.class, Set.of("diskBytes")),
            Map.entry(ProvisioningEvent.ProviderOfferChanged.class, Set.of("room")),
            Map.entry(ScalingEvent.ScaleProgress.class, Set.of("nodes", "forecastLeft", "bytesPerSecond")),
            Map.entry(ScalingCommand.ChangeNodes.class, Set.of("runId")),
            Map.entry(NodeChange.RollNodes.class, Set.of("settings", "version", "firstRack", "before")),
            Map.entry(NodeSetup.class, Set.of("settings", "version")),
            Map.entry(ScalingEvent.ScaleRefused.class, Set.of("runId")),
            Map.entry(
                    AutoscalePolicy.class,
                    Set.of("targetCpuPercent", "targetLoadBytes", "cooldown", "windows", "timeZone")),
            Map.entry(AutoscaleEvent.AutoscaleDecided.class, Set.of("measured", "runId")),
            Map.entry(AutoscaleEvent.MeasuredLoad.class, Set.of("cpuPercent")),
            Map.entry(
                    RestoreCommand.RestoreBackup.class,
                    Set.of(
                            "restoreId",
                            "sourceCluster",
                            "backupId",
                            "store",
                            "keyspaces",
                            "tables",
                            "renameKeyspaces",
                            "renameTables",
                            "datacenters",
                            "pointInTime",
                            "intoExisting",
                            "withoutDatacenters",
                            "replicas",
                            "withRoles")),
            Map.entry(
                    RestoreDrillCommand.DrillRestore.class,
                    Set.of("drillId", "backupId", "scheduleName", "store", "region", "nodeCount", "sku", "timeout")),
            Map.entry(RestoreDrillEvent.RestoreDrillCompleted.class, Set.of("forecast", "leftBehind")),
            Map.entry(RestoreDrillEvent.RestoreDrillFailed.class, Set.of("backupId", "leftBehind")),
            Map.entry(RestoreDrillEvent.RestoreDrillRefused.class, Set.of("drillId")),
            Map.entry(RestoreEvent.RestoreProgress.class, Set.of("forecastLeft")),
            Map.entry(RestoreEvent.RestoreCompleted.class, Set.of("tables")),
            Map.entry(RestoreEvent.RestoredTable.class, Set.of("digest")),
            Map.entry(RestoreEvent.RestoreRefused.class, Set.of("restoreId")),
            Map.entry(
                    BackupScheduleCommand.PutBackupSchedule.class,
                    Set.of("timeZone", "keyspaces", "retentionInHours", "store", "restoreDrillCron")),
            Map.entry(BackupScheduleEvent.BackupScheduleChanged.class, Set.of("store", "restoreDrillCron")),
            Map.entry(BackupCommand.StartBackup.class, Set.of("backupId", "keyspaces", "store")),
            Map.entry(BackupScheduleEvent.BackupDue.class, Set.of("keyspaces", "store")),
            Map.entry(BackupEvent.BackupStarted.class, Set.of("keyspaces")),
            Map.entry(BackupCommand.VerifyBackup.class, Set.of("percent", "store")),
            Map.entry(BackupEvent.BackupCompleted.class, Set.of("store")),
            Map.entry(BackupEvent.BackupVerified.class, Set.of("store")),
            Map.entry(BackupEvent.BackupCorrupt.class, Set.of("store")),
            Map.entry(BackupEvent.BackupNotVerified.class, Set.of("store")),
            Map.entry(BackupEvent.BackupRefused.class, Set.of("backupId")),
            Map.entry(ProvisioningCommand.InjectFault.class, Set.of("region", "datacenter", "dry")),
            Map.entry(
                    FailoverCommand.StartDrill.class,
                    Set.of("by", "dry", "maxDuration", "hold", "failBack", "rto", "rpo")),
            Map.entry(FailoverCommand.ReportDrillObservation.class, Set.of("outage", "lost", "oldestLost")),
            Map.entry(DrillEvent.DrillCompleted.class, Set.of("detection", "rto", "rpo")),
            Map.entry(DrillEvent.DrillRefused.class, Set.of("drillId")),
            Map.entry(FailoverCommand.SwitchOver.class, Set.of("to")),
            Map.entry(FailoverCommand.FailBack.class, Set.of("shrink")),
            Map.entry(MoveEvent.MoveStarted.class, Set.of("note")),
            Map.entry(MoveEvent.MoveProgressed.class, Set.of("note")),
            Map.entry(FailoverCommand.SetFailoverPolicy.class, Set.of("targetNodeCount", "targetSku", "terms")),
            Map.entry(FailoverTerms.class, Set.of("rto", "rpo", "hours", "block", "hooks", "consistency", "planB")),
            Map.entry(FailoverTerms.AllowedHours.class, Set.of("timeZone")),
            Map.entry(FailoverTerms.Hook.class, Set.of("timeout", "required")),
            Map.entry(FailoverTerms.ClientConsistency.class, Set.of("before", "during")),
            Map.entry(FailoverTerms.PlanB.class, Set.of("skus", "fewerNodes")),
            Map.entry(FailoverEvent.FailoverPolicyChanged.class, Set.of("terms")),
            Map.entry(FailoverEvent.TrafficShifted.class, Set.of("consistency")),
            Map.entry(FailoverEvent.ConsistencyRestored.class, Set.of("consistency")),
            Map.entry(ReadinessEvent.ReadinessChanged.class, Set.of("findings", "growth")),
            Map.entry(FailoverEvent.RegionDown.class, Set.of("votes")),
            Map.entry(FailoverEvent.RegionRecovered.class, Set.of("votes")),
            Map.entry(ClusterTopology.Node.class, Set.of("tokens")),
            Map.entry(ClusterTopology.class, Set.of("datacenters")),
            Map.entry(ClusterTopology.Datacenter.class, Set.of("nodes", "deallocated", "spareCount")));

    private static final SchemaGenerator GENERATOR = generator();

    private Schemas() {}

    static JsonNode of(String typeName, Class<?> type) {
        ObjectNode schema = GENERATOR.generateSchema(type);
        schema.put("title", typeName);
        return schema;
    }

    private static SchemaGenerator generator() {
        var builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(
                        JacksonOption.RESPECT_JSONPROPERTY_ORDER, JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .without(Option.FLATTENED_ENUMS_FROM_TOSTRING);
        builder.forFields().withRequiredCheck(field -> {
            var owner = field.getDeclaringType().getErasedType();
            return isComponent(owner, field.getName())
                    && !OPTIONAL.getOrDefault(owner, Set.of()).contains(field.getName());
        });
        builder.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            var erased = type.getErasedType();
            var text = context.getGeneratorConfig().createObjectNode().put("type", "string");
            if (erased == Instant.class) {
                return new CustomDefinition(text.put("format", "date-time"), true);
            }
            if (erased == Duration.class) {
                return new CustomDefinition(text.put("format", "duration"), true);
            }
            if (erased == ClusterName.class || erased == DatacenterName.class || erased == Sku.class) {
                return new CustomDefinition(text.put("pattern", "^[A-Za-z][A-Za-z0-9_]{0,47}$"), true);
            }
            return null;
        });
        return new SchemaGenerator(builder.build());
    }

    private static boolean isComponent(Class<?> owner, String name) {
        return owner.isRecord()
                && Arrays.stream(owner.getRecordComponents())
                        .map(RecordComponent::getName)
                        .anyMatch(name::equals);
    }
}
