package dev.aeneas.platform;
