package dev.inferencemax.extractor.job;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Several sequences as one, each begun when the one before has ended. A stream made of streams would read ahead. */
final class OneAfterTheOther<T> implements Iterator<T> {

    private final Iterator<Supplier<Iterator<T>>> rest;
    private Iterator<T> current = Collections.emptyIterator();

    OneAfterTheOther(List<Supplier<Iterator<T>>> sequences) {
        this.rest = sequences.iterator();
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && rest.hasNext()) {
            current = rest.next().get();
        }
        return current.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
