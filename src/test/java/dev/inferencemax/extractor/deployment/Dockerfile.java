package dev.inferencemax.extractor.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file the image is made by.
 *
 * @param instructions in their order, continued lines joined, comments left out
 */
record Dockerfile(List<Instruction> instructions) {

    static final Path FILE = Path.of("src/main/docker/Dockerfile");

    /** A line: {@code USER}, and what comes after it. */
    record Instruction(String name, String words) {}

    static Dockerfile read() {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : Manifests.text(FILE).lines().toList()) {
            if (part.isBlank() || part.startsWith("#")) {
                continue;
            }
            boolean goesOn = part.endsWith("\\");
            line.append(goesOn ? part.substring(0, part.length() - 1) : part);
            if (!goesOn) {
                String[] words = line.toString().strip().split("\\s+", 2);
                instructions.add(new Instruction(words[0], words[1].replaceAll("\\s+", " ")));
                line.setLength(0);
            }
        }
        return new Dockerfile(List.copyOf(instructions));
    }

    List<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::words)
                .toList();
    }

    /** What is left of the last stage; what comes before stays behind. */
    Dockerfile lastStage() {
        int from = 0;
        for (int index = 0; index < instructions.size(); index++) {
            if (instructions.get(index).name().equals("FROM")) {
                from = index;
            }
        }
        return new Dockerfile(instructions.subList(from, instructions.size()));
    }

    long user() {
        return Long.parseLong(lastStage().all("USER").get(0).split(":", -1)[0]);
    }

    /** The words of the command that a container is. */
    List<String> entrypoint() {
        return JsonMapper.shared()
                .readValue(lastStage().all("ENTRYPOINT").get(0), new TypeReference<List<String>>() {});
    }

    /** The words of the command that records the classes. */
    List<String> recording() {
        return lastStage().all("RUN").stream()
                .map(command -> command.split(" && ", -1)[0])
                .filter(command -> command.contains("-XX:ArchiveClassesAtExit="))
                .map(command -> List.of(command.split(" ", -1)))
                .findFirst()
                .orElseThrow();
    }

    /** The words of the command that takes the jar apart. */
    List<String> takingApart() {
        return all("RUN").stream()
                .filter(command -> command.contains("-Djarmode=tools"))
                .map(command -> List.of(command.split(" ", -1)))
                .findFirst()
                .orElseThrow();
    }
}
