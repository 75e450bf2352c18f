package dev.aeneas.local;
