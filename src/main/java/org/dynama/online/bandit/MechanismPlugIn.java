package org.dynama.online.bandit;

/** A mechanism that specs name as {@code {kind: plug-in, plugIn: NAME}}, found by {@link java.util.ServiceLoader}. */
public interface MechanismPlugIn extends RoundMechanism {
    /** What specs call it. */
    String name();
}
