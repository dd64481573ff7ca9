package org.tallystick.chaos.fault;

/** The installation did not come back in time: a finding, whatever the reason. */
public final class NotRecovered extends RuntimeException {
    NotRecovered(String message) {
        super(message);
    }
}
