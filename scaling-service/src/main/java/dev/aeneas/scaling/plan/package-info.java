/** From a demand and the machines as they are to a list of steps with reasons; pure. Start at {@code ScalePlanner}. */
package dev.aeneas.scaling.plan;
