/**
 * The provider of datacenters over cass-operator: one {@code CassandraDatacenter} each, in its region's own Kubernetes.
 *
 * <p>Start at {@link dev.aeneas.provisioning.adapter.kubernetes.KubernetesDatacenters}; what is ordered is
 * {@code RenderDatacenter}, what is seen {@code ReadDatacenter}, and each region's client and watches are
 * {@code RegionApi} and {@code RegionWatch}.
 */
package dev.aeneas.provisioning.adapter.kubernetes;
