package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Describes the files for programs: a Data Package as Frictionless defines it in its second version. */
final class DataPackage {

    static final String FILE = "datapackage.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final OutputFolder out;

    DataPackage(OutputFolder out) {
        this.out = out;
    }

    /**
     * Describes what was written.
     *
     * @param byModel the standard CSVs, which all have the same columns
     */
    Path write(List<Path> byModel) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
        described.put("name", "inferencemax");
        described.put("title", "InferenceMAX results");
        described.put("description", "Every result InferenceMAX has published, as the extractor found it.");
        described.put("version", DatasetExport.SCHEMA_VERSION);
        List<Object> resources = new ArrayList<>();
        for (Table table : Table.values()) {
            resources.add(csv(table));
            if (Files.exists(out.root().resolve(table.parquet()))) {
                resources.add(parquet(table));
            }
        }
        if (!byModel.isEmpty()) {
            resources.add(standard(byModel));
        }
        described.put("resources", resources);
        return out.text(FILE, JSON.writeValueAsString(described) + "\n");
    }

    private static Map<String, Object> csv(Table table) {
        Map<String, Object> resource = resource(table.id().replace('_', '-'), table.csv(), table.content());
        commaSeparated(resource);
        Map<String, Object> schema = schema(table.columns());
        schema.put("missingValues", List.of(""));
        if (!table.keys().isEmpty()) {
            schema.put(
                    "foreignKeys", table.keys().stream().map(DataPackage::key).toList());
        }
        resource.put("schema", schema);
        return resource;
    }

    private static Map<String, Object> parquet(Table table) {
        Map<String, Object> resource = resource(
                table.id().replace('_', '-') + "-parquet", table.parquet(), table.content() + "; the same as Parquet");
        resource.put("format", "parquet");
        resource.put("mediatype", "application/vnd.apache.parquet");
        resource.put("schema", schema(table.columns()));
        return resource;
    }

    private Map<String, Object> standard(List<Path> files) {
        List<String> paths = files.stream()
                .map(file -> out.root().relativize(file).toString().replace('\\', '/'))
                .toList();
        Map<String, Object> resource = resource(
                "by-model", paths, "the newest measurement of each fixed-length configuration, a file a model");
        commaSeparated(resource);
        Map<String, Object> schema = schema(ByModelExport.columns());
        schema.put("missingValues", List.of(""));
        resource.put("schema", schema);
        return resource;
    }

    private static Map<String, Object> resource(String name, Object path, String content) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("name", name);
        resource.put("type", "table");
        resource.put("path", path);
        resource.put("description", content);
        return resource;
    }

    private static void commaSeparated(Map<String, Object> resource) {
        resource.put("format", "csv");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
    }

    private static Map<String, Object> schema(List<TableColumn> columns) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("fields", columns.stream().map(DataPackage::field).toList());
        return schema;
    }

    private static Map<String, Object> field(TableColumn column) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", column.name());
        field.put("type", type(column.type()));
        if (column.unit() != null) {
            field.put("unit", column.unit());
        }
        field.put("description", column.meaning());
        return field;
    }

    private static Map<String, Object> key(Table.Key key) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("resource", key.in().id());
        reference.put("fields", key.there());
        Map<String, Object> foreign = new LinkedHashMap<>();
        foreign.put("fields", key.columns());
        foreign.put("reference", reference);
        return foreign;
    }

    private static String type(ResultColumn.Type type) {
        return switch (type) {
            case TEXT -> "string";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> "datetime";
            case DATE -> "date";
        };
    }
}
