package org.dynama.online.mdp;

/** A mechanism that specs name as {@code {kind: plug-in, plugIn: NAME}}, found by {@link java.util.ServiceLoader}. */
public interface MarketMechanismPlugIn extends MarketMechanism {
    /** What specs call it. */
    String name();
}
