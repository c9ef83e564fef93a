package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.ndarray.NDArray;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch.jit.save} writes, as far as weights go: an object a module, whose attributes are its arrays and the modules in
 * it. OpenAI's CLIP is published so.
 */
public final class TorchScriptArchive {
    private final StringBuilder pickle = new StringBuilder("\u0080\2");
    private final List<NDArray> storages = new ArrayList<>();

    private TorchScriptArchive() {}

    /** Arrays by their names, whose dots divide modules. */
    public static void write(Path file, Map<String, NDArray> arrays) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        arrays.forEach((name, array) -> put(root, name, array));
        TorchScriptArchive archive = new TorchScriptArchive();
        archive.module(root);
        try (TorchWriter.Counted out =
                        new TorchWriter.Counted(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            TorchWriter.store(zip, out, "data.pkl", ByteBuffer.wrap((archive.pickle + ".").getBytes(ISO_8859_1)));
            TorchWriter.store(zip, out, "code/__torch__.py", ByteBuffer.wrap("class Model:\n".getBytes(ISO_8859_1)));
            for (int key = 0; key < archive.storages.size(); key++) {
                TorchWriter.store(
                        zip, out, "data/" + key, archive.storages.get(key).toByteBuffer());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> module, String name, NDArray array) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            module.put(name, array);
        } else {
            Object part = module.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) part, name.substring(dot + 1), array);
        }
    }

    private void module(Map<?, ?> attributes) {
        pickle.append("c__torch__.multimodal.model\nModule\n)\u0081}(");
        text("training");
        pickle.append('\u0089');
        attributes.forEach((name, value) -> {
            text(name.toString());
            if (value instanceof NDArray array) {
                tensor(array);
            } else {
                module((Map<?, ?>) value);
            }
        });
        pickle.append("ub");
    }

    private void tensor(NDArray array) {
        String type = ElementType.ofArray(array.getDataType()).orElseThrow().torchStorage();
        long[] shape = array.getShape().getShape();
        pickle.append("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage");
        pickle.append("ctorch\n").append(type).append('\n');
        text(Integer.toString(storages.size()));
        text("cpu");
        number(array.size());
        pickle.append("tQK\0");
        numbers(shape);
        numbers(StoredTensor.rowMajor(shape));
        pickle.append("\u0089ccollections\nOrderedDict\n)RtR");
        storages.add(array);
    }

    private void numbers(long... values) {
        pickle.append('(');
        for (long value : values) {
            number(value);
        }
        pickle.append('t');
    }

    private void number(long value) {
        pickle.append('J');
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            pickle.append((char) (value >> shift & 0xff));
        }
    }

    private void text(String value) {
        pickle.append('X');
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            pickle.append((char) (value.length() >> shift & 0xff));
        }
        pickle.append(value);
    }
}
