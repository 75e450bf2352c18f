/** How long steps take: named defaults at first, then what earlier runs measured. Start at {@code StepTimes}. */
package dev.aeneas.scaling.forecast;
