package dev.aeneas.contracts;
