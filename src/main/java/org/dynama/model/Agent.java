package org.dynama.model;

/** An agent whose rewards are private: a name for people, and what is known about her type. */
public record Agent(String name, TypeDistribution types) {}
