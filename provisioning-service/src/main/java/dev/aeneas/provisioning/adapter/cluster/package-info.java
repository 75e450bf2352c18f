/** What is done to the nodes of a managed cluster over JMX and CQL; one class per need, each looks at reality first. */
package dev.aeneas.provisioning.adapter.cluster;
