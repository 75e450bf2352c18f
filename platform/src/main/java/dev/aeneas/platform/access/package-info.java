/**
 * Who may ask a REST gateway for what, without any framework.
 *
 * <p>{@link dev.aeneas.platform.access.AccessRules} reads the one table of endpoints and roles; a {@link
 * dev.aeneas.platform.access.Caller} holds {@link dev.aeneas.platform.access.Grant}s; {@link
 * dev.aeneas.platform.access.DenialBudget} bounds how often a denial is told of.
 */
package dev.aeneas.platform.access;
