package org.tallystick.platform;

import java.util.List;

/** Lines that are shown once, when the service has started: a CDI bean each. */
public interface BannerLines {
    List<String> lines();
}
