/** What every service's tests share: a journal in memory, a publisher that remembers, real Kafka and a real store. */
package dev.aeneas.platform.testing;
