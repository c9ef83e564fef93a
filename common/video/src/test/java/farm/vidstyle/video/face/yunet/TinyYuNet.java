package farm.vidstyle.video.face.yunet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An ONNX file with the inputs and outputs of YuNet (2023mar) and weights set by hand: a cell of 8x8 pixels is a face where it is brighter
 * than half of white, and its box and landmarks lie at fixed distances from the cell's corner. Coarser cells are never faces.
 */
public final class TinyYuNet {
    /** Distances of the five landmarks from the corner of their cell, in cells: x and y in turn. */
    static final float[] LANDMARKS = {-1, -1, 1, -1, 0, 0, -0.75f, 1, 0.75f, 1};

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int INTS = 7;

    private TinyYuNet() {}

    public static Path write(Path file) throws IOException {
        return Files.write(file, model());
    }

    static byte[] model() {
        Message graph = new Message();
        for (int stride : new int[] {8, 16, 32}) {
            boolean sees = stride == 8;
            // a score from 0 to 1 for means from 0.45 to 0.55 of white
            head(graph, "cls_" + stride, stride, sees ? 10 / 255f : 0, new float[] {sees ? -4.5f : -1});
            head(graph, "obj_" + stride, stride, 0, new float[] {1});
            head(graph, "bbox_" + stride, stride, 0, new float[] {0, 0, 1, 1});
            head(graph, "kps_" + stride, stride, 0, LANDMARKS);
        }
        graph.text(2, "tiny");
        graph.message(11, input -> value(input, "input", 1, 3, 640, 640));
        Message model = new Message();
        model.number(1, 8);
        model.message(7, nested -> nested.append(graph));
        model.message(8, opset -> opset.text(1, "").number(2, 11));
        return model.bytes();
    }

    /** Mean of a cell times gain, plus biases, as [1, cells, channels]. */
    private static void head(Message graph, String name, int stride, float gain, float[] biases) {
        int channels = biases.length;
        float[] weights = new float[channels * 3 * stride * stride];
        Arrays.fill(weights, gain / (3f * stride * stride));
        tensor(graph, name + "_w", weights, channels, 3, stride, stride);
        tensor(graph, name + "_b", biases, channels);
        graph.message(1, node -> {
            node.text(1, "input").text(1, name + "_w").text(1, name + "_b").text(2, name + "_conv");
            node.text(3, name + "_conv").text(4, "Conv");
            ints(node, "kernel_shape", stride, stride);
            ints(node, "strides", stride, stride);
        });
        graph.message(1, node -> {
            node.text(1, name + "_conv")
                    .text(2, name + "_last")
                    .text(3, name + "_last")
                    .text(4, "Transpose");
            ints(node, "perm", 0, 2, 3, 1);
        });
        int64(graph, name + "_shape", 1, -1, channels);
        graph.message(1, node -> node.text(1, name + "_last")
                .text(1, name + "_shape")
                .text(2, name)
                .text(3, name)
                .text(4, "Reshape"));
        int cells = 640 / stride * (640 / stride);
        graph.message(12, output -> value(output, name, 1, cells, channels));
    }

    private static void value(Message value, String name, long... shape) {
        value.text(1, name);
        value.message(
                2,
                type -> type.message(1, tensor -> {
                    tensor.number(1, FLOAT);
                    tensor.message(2, dims -> {
                        for (long length : shape) {
                            dims.message(1, dim -> dim.number(1, length));
                        }
                    });
                }));
    }

    private static void tensor(Message graph, String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        initializer(graph, name, FLOAT, raw.array(), shape);
    }

    private static void int64(Message graph, String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        initializer(graph, name, INT64, raw.array(), values.length);
    }

    private static void initializer(Message graph, String name, int type, byte[] raw, long... shape) {
        graph.message(5, tensor -> {
            for (long length : shape) {
                tensor.number(1, length);
            }
            tensor.number(2, type).text(8, name).bytes(9, raw);
        });
    }

    private static void ints(Message node, String name, long... values) {
        node.message(5, attribute -> {
            attribute.text(1, name).number(20, INTS);
            for (long value : values) {
                attribute.number(8, value);
            }
        });
    }

    /** A protobuf message as it is written. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3) | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            return bytes(field, text.getBytes(UTF_8));
        }

        Message bytes(int field, byte[] bytes) {
            varint(((long) field << 3) | LENGTH);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message message(int field, Consumer<Message> content) {
            Message nested = new Message();
            content.accept(nested);
            return bytes(field, nested.bytes());
        }

        void append(Message other) {
            out.writeBytes(other.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
