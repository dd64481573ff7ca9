package org.tallystick.platform;

import java.util.List;

/** Lines that are shown once, when the service has started: a CDI bean each. */
public interface BannerLines {
    /** @param url where the service listens: {@code http://localhost:8080} */
    List<String> lines(String url);
}
