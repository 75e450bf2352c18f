/** REST gateway: schedules and backups of a cluster. */
package dev.aeneas.backup.adapter.rest;
