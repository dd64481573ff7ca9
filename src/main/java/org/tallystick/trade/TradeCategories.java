package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.category.Categories;
import org.tallystick.category.Category;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BooksReader;
import org.tallystick.security.Access;

/** Looks up the categories that requests name; nobody waits for those that are known. */
@ApplicationScoped
class TradeCategories {
    private final Categories categories;
    private final BooksReader books;

    TradeCategories(Categories categories, BooksReader books) {
        this.categories = categories;
        this.books = books;
    }

    /** @param keys one for each request; none: nothing of it can be booked already */
    Uni<NamedCategories> namedBy(Access access, List<TradeRequest> requests, Optional<List<IdempotencyKey>> keys) {
        return categories
                .byCode(access)
                .chain(byCode -> requests.stream().allMatch(request -> isInUse(byCode, request))
                        ? Uni.createFrom().item(new NamedCategories(byCode, Set.of()))
                        : categories.freshByCode(access).chain(fresh -> looked(access, fresh, requests, keys)));
    }

    private Uni<NamedCategories> looked(
            Access access,
            Map<String, Category> byCode,
            List<TradeRequest> requests,
            Optional<List<IdempotencyKey>> keys) {
        List<Integer> retired = IntStream.range(0, requests.size())
                .filter(i -> isRetired(byCode, requests.get(i)))
                .boxed()
                .toList();
        return retired.isEmpty() || keys.isEmpty()
                ? Uni.createFrom().item(new NamedCategories(byCode, Set.of()))
                : RequestThread.onWorker(() -> new NamedCategories(byCode, booked(access, retired, keys.get())));
    }

    private static boolean isInUse(Map<String, Category> byCode, TradeRequest request) {
        Category category = request.category() == null ? null : byCode.get(request.category());
        return request.category() == null || (category != null && !category.retired());
    }

    private static boolean isRetired(Map<String, Category> byCode, TradeRequest request) {
        Category category = request.category() == null ? null : byCode.get(request.category());
        return category != null && category.retired();
    }

    /** Their keys have bought something: a trade that named the category while it was in use. */
    private Set<Integer> booked(Access access, List<Integer> places, List<IdempotencyKey> keys) {
        return places.stream()
                .filter(i -> books.hasBought(
                        access.community().id(),
                        access.caller().id(),
                        keys.get(i).value()))
                .collect(Collectors.toSet());
    }
}
