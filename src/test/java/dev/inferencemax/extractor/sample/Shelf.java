package dev.inferencemax.extractor.sample;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Artifacts by id, newest first. Generated ones stand in blocks of consecutive ids and exist only while looked at. */
final class Shelf {

    /** Artifacts of one run with ids {@code firstId … firstId + size - 1}. */
    record Block(SampleWorkflowRun run, long firstId, int size, IntFunction<SampleArtifact> artifacts, boolean held) {

        static Block of(SampleWorkflowRun run, SampleArtifact artifact) {
            return new Block(run, artifact.id(), 1, index -> artifact, true);
        }

        private Placed at(int index) {
            return new Placed(run, artifacts.apply(index), held);
        }

        private Stream<Placed> newestFirst() {
            return IntStream.range(0, size).mapToObj(index -> at(size - 1 - index));
        }
    }

    /** An artifact and the run that made it. */
    record Placed(SampleWorkflowRun run, SampleArtifact artifact, boolean held) {}

    private final NavigableMap<Long, Block> blocks = new ConcurrentSkipListMap<>();

    void put(Block block) {
        blocks.put(block.firstId(), block);
    }

    void remove(SampleWorkflowRun run) {
        blocks.values().removeIf(block -> block.run() == run);
    }

    void remove(SampleArtifact artifact) {
        blocks.remove(artifact.id());
    }

    Optional<Placed> byId(long id) {
        Map.Entry<Long, Block> block = blocks.floorEntry(id);
        return block == null || id >= block.getKey() + block.getValue().size()
                ? Optional.empty()
                : Optional.of(block.getValue().at((int) (id - block.getKey())));
    }

    long count() {
        return blocks.values().stream().mapToLong(Block::size).sum();
    }

    Stream<Placed> named(String name) {
        return blocks.descendingMap().values().stream()
                .flatMap(Block::newestFirst)
                .filter(placed -> placed.artifact().name().equals(name));
    }

    /** Touches only the blocks that the page meets. */
    List<Placed> newestFirst(long offset, int size) {
        long skip = offset;
        Stream<Placed> page = Stream.empty();
        long taken = 0;
        for (Block block : blocks.descendingMap().values()) {
            if (taken >= size) {
                break;
            }
            if (skip >= block.size()) {
                skip -= block.size();
                continue;
            }
            page = Stream.concat(page, block.newestFirst().skip(skip));
            taken += block.size() - skip;
            skip = 0;
        }
        return page.limit(size).toList();
    }
}
