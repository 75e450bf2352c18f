package dev.aeneas.cassandra;
