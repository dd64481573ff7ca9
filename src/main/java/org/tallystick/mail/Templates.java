package org.tallystick.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The bodies of letters, each as text and as HTML; the build checks that they name only what is here. */
@CheckedTemplate(basePath = "mail")
final class Templates {
    private Templates() {}

    static native TemplateInstance invitation(Letter.Invitation letter, Way way, String expires);

    static native TemplateInstance login(Letter.LoginInvitation letter, Way way, String expires);

    static native TemplateInstance confirmation(Letter.EmailConfirmation letter, Way way, String expires);

    static native TemplateInstance reset(List<ResetWay> logins, String expires);

    static native TemplateInstance slips(Letter.SlipsEntered letter, List<Letter.SlipsEntered.Line> lines, int more);

    static native TemplateInstance notice(String username, String sentence, String advice, String when);

    static native TemplateInstance account(String community, List<String> sentences);

    static native TemplateInstance news(String name, String sentence, String advice);
}
