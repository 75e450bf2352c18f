/** A store that speaks S3, with Amazon's own client. */
package dev.aeneas.backup.adapter.store.s3;
