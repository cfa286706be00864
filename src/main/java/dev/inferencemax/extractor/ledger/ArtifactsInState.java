package dev.inferencemax.extractor.ledger;

import dev.inferencemax.extractor.ledger.ArtifactLedger.Order;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;

/**
 * The artifacts in a state, each handed out once, a page at a time. What is handed out leaves the state when its work is
 * committed; until then it is remembered here, so that the next page holds only new ones. Memory is a page and what is
 * under way, whatever the number of artifacts.
 */
public final class ArtifactsInState implements Iterator<Artifact> {

    private static final int PAGE = 2_000;

    private final ArtifactLedger ledger;
    private final ArtifactState state;
    private final Order order;
    private final Part part;
    private final Queue<Artifact> page = new ArrayDeque<>();
    private Set<Long> handedOut = new HashSet<>();

    public ArtifactsInState(ArtifactLedger ledger, ArtifactState state, Order order) {
        this(ledger, state, order, Part.ALL);
    }

    public ArtifactsInState(ArtifactLedger ledger, ArtifactState state, Order order, Part part) {
        this.ledger = ledger;
        this.state = state;
        this.order = order;
        this.part = part;
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty()) {
            turnPage();
        }
        return !page.isEmpty();
    }

    @Override
    public Artifact next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }

    private void turnPage() {
        Set<Long> stillThere = new HashSet<>();
        for (Artifact artifact : ledger.inState(state, order, part, handedOut.size() + PAGE)) {
            if (!handedOut.contains(artifact.id())) {
                page.add(artifact);
            }
            stillThere.add(artifact.id());
        }
        handedOut = stillThere;
    }
}
