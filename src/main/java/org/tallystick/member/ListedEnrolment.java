package org.tallystick.member;

import java.util.List;
import org.tallystick.csv.RowErrors;

/**
 * A row of a file by which an administrator enrols members.
 *
 * @param groups the codes of the groups to which the member shall belong
 * @param row where errors are noted
 */
record ListedEnrolment(NewMember member, List<String> groups, RowErrors.Line row) {
    String handle() {
        return member.handle().value();
    }
}
