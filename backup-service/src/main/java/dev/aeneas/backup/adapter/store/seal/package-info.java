/**
 * Compresses and encrypts what goes into a store, on this machine.
 *
 * <p>Objects keep the digest of their plain content as their name, so that what is there already is never sent again.
 * {@link dev.aeneas.backup.adapter.store.seal.SealedStore} is the store, {@link dev.aeneas.backup.adapter.store.seal.Seal} the
 * format, {@link dev.aeneas.backup.adapter.store.seal.SealKeys} the key file.
 */
package dev.aeneas.backup.adapter.store.seal;
