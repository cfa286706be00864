package dev.inferencemax.extractor.deployment;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The client's model keeps what it does not know rather than refusing it, as a cluster would: here it is found. */
final class UnknownFields {

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /**
     * Does nothing when all is known.
     *
     * @throws AssertionError naming the path of each field that its kind does not have
     */
    static void refuse(KubernetesResource object) {
        if (object instanceof GenericKubernetesResource generic) {
            throw new AssertionError("no kind of Kubernetes: " + generic.getApiVersion() + " " + generic.getKind());
        }
        UnknownFields unknown = new UnknownFields();
        unknown.look(object.getClass().getSimpleName(), object);
        if (!unknown.found.isEmpty()) {
            throw new AssertionError("unknown: " + unknown.found);
        }
    }

    private void look(String path, Object value) {
        if (value instanceof List<?> several) {
            for (int index = 0; index < several.size(); index++) {
                look(path + "[" + index + "]", several.get(index));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> look(path + "." + key, each));
        } else if (value instanceof KubernetesResource && !(value instanceof Quantity)) {
            properties(path, value);
        }
    }

    private void properties(String path, Object bean) {
        try {
            for (PropertyDescriptor property :
                    Introspector.getBeanInfo(bean.getClass()).getPropertyDescriptors()) {
                Object value = property.getReadMethod() == null
                        ? null
                        : property.getReadMethod().invoke(bean);
                if (property.getName().equals("additionalProperties")) {
                    ((Map<?, ?>) value).keySet().forEach(name -> found.add(path + "." + name));
                } else if (value != null) {
                    look(path + "." + property.getName(), value);
                }
            }
        } catch (IntrospectionException | ReflectiveOperationException e) {
            throw new AssertionError(path, e);
        }
    }
}
