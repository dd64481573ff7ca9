package org.tallystick.permission;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.function.Predicate;
import org.tallystick.security.Permission;

/**
 * How an operation is called in a cell of the table.
 *
 * @param ofMember whether it is about one member, or about the community or the installation as a whole
 * @param call makes the request
 * @param allowed the status of one that is allowed; not always a success, where only the right to ask is shown
 * @param beyond the status for a caller who has the permission, but not for this member
 * @param needs what the caller must hold, for the member if it is about one, where it is more or other than what the operation
 *     requires of everybody
 * @param hidden where not the status but what the answer holds shows that it is beyond reach
 */
record Recipe(
        boolean ofMember, Call call, int allowed, int beyond, List<Permission> needs, Predicate<Response> hidden) {

    interface Call {
        Response send(RequestSpecification request, World world, World.Place place);
    }

    static Recipe of(int allowed, Call call) {
        return new Recipe(false, call, allowed, 403, List.of(), answer -> false);
    }

    static Recipe ofMember(int allowed, Call call) {
        return new Recipe(true, call, allowed, 403, List.of(), answer -> false);
    }

    Recipe beyond(int status) {
        return new Recipe(ofMember, call, allowed, status, needs, hidden);
    }

    Recipe needs(Permission... permissions) {
        return new Recipe(ofMember, call, allowed, beyond, List.of(permissions), hidden);
    }

    Recipe hiddenBy(Predicate<Response> sign) {
        return new Recipe(ofMember, call, allowed, allowed, needs, sign);
    }
}
