package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The whole ring of Murmur3 tokens in parts; so many of them are worked on at the same time.
 *
 * <p>Parts end where nodes' ranges end, so that a part can be asked of a node that has all of it: any other one would fetch every
 * row from there first. Who that is only makes it faster, and a part that is asked of the wrong node is answered as well.
 */
record RingParts(List<Part> list, int atOnce) {
    private static final BigInteger FIRST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * Tokens after the first one, up to and with the last one.
     *
     * @param node has a replica of them; null: nobody knows
     */
    record Part(long after, long last, Node node) {}

    /** At least so many parts, along the ranges of a datacenter's nodes unless these are very many. */
    static RingParts of(CqlSession session, String datacenter, int parts, int atOnce) {
        var owners = session.getMetadata()
                .getTokenMap()
                .map(tokens -> owners(session, tokens, datacenter))
                .orElseGet(TreeMap::new);
        // every part costs a query, of small tables too
        return new RingParts(owners.size() > 8 * parts ? even(parts) : along(owners, parts), atOnce);
    }

    /** The last token of each range, with the node that has its first replica: walking on, it is the first one of its datacenter. */
    private static SortedMap<Long, Node> owners(CqlSession session, TokenMap tokens, String datacenter) {
        var owners = new TreeMap<Long, Node>();
        for (var node : session.getMetadata().getNodes().values()) {
            if (datacenter.equals(node.getDatacenter())) {
                tokens.getTokens(node).forEach(token -> owners.put(Long.parseLong(tokens.format(token)), node));
            }
        }
        return owners;
    }

    /** Of one size. */
    static List<Part> even(int parts) {
        return split(FIRST, LAST, parts, null);
    }

    /** No key has the lowest token, so that the first part may leave it out. */
    static List<Part> along(SortedMap<Long, Node> owners, int parts) {
        if (owners.isEmpty()) {
            return even(parts);
        }
        int each = Math.max(1, parts / owners.size());
        var list = new ArrayList<Part>();
        var after = FIRST;
        for (var range : owners.entrySet()) {
            var last = BigInteger.valueOf(range.getKey());
            list.addAll(split(after, last, each, range.getValue()));
            after = last;
        }
        list.addAll(split(after, LAST, each, owners.get(owners.firstKey())));
        return list;
    }

    private static List<Part> split(BigInteger after, BigInteger last, int parts, Node node) {
        var list = new ArrayList<Part>();
        var tokens = last.subtract(after);
        var from = after;
        for (int i = 1; i <= parts; i++) {
            var to = after.add(tokens.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts)));
            if (to.compareTo(from) > 0) {
                list.add(new Part(from.longValueExact(), to.longValueExact(), node));
            }
            from = to;
        }
        return list;
    }

    /** Waits for all; the first failure ends it. */
    <R> List<R> each(Function<Part, R> action) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(atOnce);
        try {
            var started = new ArrayList<Future<R>>();
            for (var part : list) {
                Callable<R> call = () -> action.apply(part);
                started.add(threads.submit(call));
            }
            var results = new ArrayList<R>();
            for (var future : started) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of the ring was not read: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
