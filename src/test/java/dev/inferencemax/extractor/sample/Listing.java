package dev.inferencemax.extractor.sample;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page of a listing: {@code total_count}, the items, and the {@code Link} header to the pages around it. */
final class Listing {

    static final int NO_CAP = Integer.MAX_VALUE;
    private static final int DEFAULT_SIZE = 30;
    private static final int LARGEST_SIZE = 100;

    /** Gives the items of a page as JSON. */
    interface Items {
        List<?> from(long offset, int size);
    }

    private final Asked asked;
    private final URI link;
    private final int size;
    private final int page;

    /** @param link absolute URL of the listing as GitHub names it in {@code Link}, without a query */
    Listing(Asked asked, URI link) {
        this.asked = asked;
        this.link = link;
        size = Math.max(1, Math.min(LARGEST_SIZE, asked.number("per_page", DEFAULT_SIZE)));
        page = Math.max(1, asked.number("page", 1));
    }

    /** @param cap results beyond it are counted, but on no page */
    Answer of(String name, long total, int cap, Items items) {
        long offset = (long) (page - 1) * size;
        long reachable = Math.min(total, cap);
        int here = (int) Math.max(0, Math.min(size, reachable - offset));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total_count", total);
        json.put(name, here == 0 ? List.of() : items.from(offset, here));
        Answer answer = Answer.json(200, json);
        String links = links((int) ((reachable + size - 1) / size));
        return links.isEmpty() ? answer : answer.with("Link", links);
    }

    private String links(int last) {
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(page - 1, "prev"));
        }
        if (page < last) {
            links.add(link(page + 1, "next"));
            links.add(link(last, "last"));
        }
        if (page > 1) {
            links.add(link(1, "first"));
        }
        return String.join(", ", links);
    }

    private String link(int number, String relation) {
        String target = asked.target();
        String query = target.indexOf('?') < 0 ? "" : target.substring(target.indexOf('?') + 1);
        String others = query.replaceAll("(^|&)page=[^&]*", "").replaceFirst("^&", "");
        return "<" + link + "?" + (others.isEmpty() ? "" : others + "&") + "page=" + number + ">; rel=\"" + relation
                + "\"";
    }
}
