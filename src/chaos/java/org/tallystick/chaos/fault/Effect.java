package org.tallystick.chaos.fault;

/**
 * What an attempt to break something came to.
 *
 * @param took whether anything was broken by it: a fault that met nothing proves nothing
 * @param what was done, in words
 */
record Effect(boolean took, String what) {

    static Effect of(String what) {
        return new Effect(true, what);
    }

    static Effect none(String what) {
        return new Effect(false, what);
    }

    @Override
    public String toString() {
        return took ? what : "WITHOUT EFFECT: " + what;
    }
}
