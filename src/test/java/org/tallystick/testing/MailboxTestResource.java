package org.tallystick.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets the application under test send its letters to a {@link Mailbox}, which is put into the test's field of that type. Put
 * {@code @WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)} on the tests, which
 * then share one mailbox; each writes to addresses of its own.
 */
public class MailboxTestResource implements QuarkusTestResourceLifecycleManager {
    private final Mailbox mailbox = Mailbox.start();

    @Override
    public Map<String, String> start() {
        return mailbox.environment().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT).replace('_', '.'), Map.Entry::getValue));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(mailbox, field -> field.getType().equals(Mailbox.class));
    }

    @Override
    public void stop() {
        mailbox.close();
    }
}
