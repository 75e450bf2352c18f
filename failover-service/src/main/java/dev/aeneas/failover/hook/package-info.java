/**
 * HTTP endpoints that a policy names: those that are asked before Aeneas fails over by itself and may veto it, and those that are
 * told afterwards.
 *
 * <p>The rule for one that fails: a hook that gives no usable answer never decides by being away. Before, the failover goes on without
 * it, unless it is required: then a person is asked. Afterwards, it is called again a few times and then given up; {@code HookFailed}
 * says so.
 *
 * <p>Start at {@link dev.aeneas.failover.hook.HookAnswer}, then {@link dev.aeneas.failover.hook.TellHooks}.
 */
package dev.aeneas.failover.hook;
