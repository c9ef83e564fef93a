package farm.vidstyle.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where a network gets its arrays from: it asks for each by the checkpoint's name and the shape it needs. Stored weights answer from a
 * file, strictly; grown ones make each array when asked, which is how training starts from nothing with the very same networks.
 *
 * <p>Asking never fails at once: a missing or misshapen array is noted and zeros are given, so that {@link #verify} can report all of
 * them together. Always call it when the networks are built. Arrays belong to the manager given at the start and may be the mapped file
 * itself: never write into stored ones.
 */
public final class Weights {
    /** Elements of an array that is not there: more than the largest network has. */
    private static final double MAX_PLACEHOLDER = 1 << 27;

    private final Ledger ledger;
    private final String prefix;

    private Weights(Ledger ledger, String prefix) {
        this.ledger = ledger;
        this.prefix = prefix;
    }

    /** Makes an array of the given name and shape; it decides about values, type and gradients. */
    public interface Initializer {
        /** {@code trained} is false for buffers, such as running statistics or filter kernels. */
        NDArray create(String name, Shape shape, DataType type, boolean trained);
    }

    /** What all scopes of one set of weights share. */
    private record Ledger(
            NDManager model,
            String source,
            Map<String, StoredTensor> stored,
            Optional<Initializer> initializer,
            Findings findings) {}

    private record Findings(
            Map<String, NDArray> given,
            Set<String> trained,
            List<String> missing,
            List<LoadReport.Misfit> misshapen,
            List<String> notFinite,
            Set<String> ignored) {
        Findings() {
            this(
                    new LinkedHashMap<>(),
                    new LinkedHashSet<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new LinkedHashSet<>());
        }
    }

    /** The tensors of a file; {@code source} names it in reports. */
    public static Weights stored(NDManager model, String source, Map<String, StoredTensor> tensors) {
        return new Weights(new Ledger(model, source, tensors, Optional.empty(), new Findings()), "");
    }

    /** Arrays that come into being as they are asked for. */
    public static Weights grown(NDManager model, Initializer initializer) {
        return new Weights(new Ledger(model, "new weights", Map.of(), Optional.of(initializer), new Findings()), "");
    }

    /** The same weights seen from below {@code name}, as in {@code scope("conv1.")}. */
    public Weights scope(String name) {
        return new Weights(ledger, prefix + name);
    }

    /** What is below this scope, without its prefix, under other names or in other pieces: another layout of the same network. */
    public Weights translated(UnaryOperator<Map<String, StoredTensor>> names) {
        Map<String, StoredTensor> own = new LinkedHashMap<>();
        names().forEach(name -> own.put(name, ledger.stored.get(prefix + name)));
        String source = prefix.isEmpty() ? ledger.source : ledger.source + ": " + prefix;
        return stored(ledger.model, source, names.apply(own));
    }

    /** Whether the file has such an array. Grown weights have none before they are asked for. */
    public boolean has(String name) {
        return ledger.stored.containsKey(prefix + name);
    }

    /** The stored names below this scope, without its prefix. */
    public List<String> names() {
        return ledger.stored.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** The stored shape, for hyper-parameters that only the weights know; fails at once where the array is missing. */
    public Shape shapeOf(String name) {
        return Optional.ofNullable(ledger.stored.get(prefix + name))
                .map(StoredTensor::shape)
                .orElseThrow(() -> new CheckpointException(
                        ledger.source + " has no " + prefix + name + "; it has " + names().size() + " names like "
                                + names().stream().limit(4).toList()));
    }

    /** The size of one axis, as {@link #shapeOf}. */
    public int size(String name, int axis) {
        Shape shape = shapeOf(name);
        if (axis >= shape.dimension() || shape.get(axis) != (int) shape.get(axis)) {
            throw refused(prefix + name + " has the shape " + shape + "; expected a size on axis " + axis);
        }
        return (int) shape.get(axis);
    }

    /** How long a list of layers is: one more than the highest number behind {@code list}, also where a layer is not complete. */
    public int count(String list) {
        List<String> names = names();
        long count = names.stream()
                .filter(name -> name.startsWith(list))
                .map(name -> name.substring(list.length()).split("\\.", 2)[0])
                .filter(number -> number.matches("\\d{1,9}"))
                .mapToLong(number -> Long.parseLong(number) + 1)
                .max()
                .orElse(0);
        if (count > names.size()) {
            throw refused(prefix + list + (count - 1) + " is numbered higher than all " + names.size() + " names");
        }
        return (int) count;
    }

    /** What {@code configuration} makes of the sizes; its complaints get the name of the file. */
    public <C> C sized(Supplier<C> configuration) {
        try {
            return configuration.get();
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(ledger.source + ": " + e.getMessage(), e);
        }
    }

    /** A refusal that names the file. */
    public CheckpointException refused(String reason) {
        return new CheckpointException(ledger.source + ": " + reason);
    }

    /** A trained float32 array; an axis of size -1 may have any. Narrower or wider floats in the file are converted. */
    public NDArray get(String name, long... shape) {
        return ask(name, DataType.FLOAT32, true, shape);
    }

    /** A trained float64 array, where errors add up. */
    public NDArray float64(String name, long... shape) {
        return ask(name, DataType.FLOAT64, true, shape);
    }

    /** A float32 array that training leaves alone. */
    public NDArray buffer(String name, long... shape) {
        return ask(name, DataType.FLOAT32, false, shape);
    }

    /** Declares that the file may have such an array and that nobody needs it, as counters of batch normalisation. */
    public void ignore(String name) {
        ledger.findings.ignored.add(prefix + name);
    }

    /** Stops with all missing, unexpected and misshapen names below this scope and those with NaN or infinite values, if any. */
    public void verify() {
        Findings found = ledger.findings;
        List<String> all = below(ledger.stored.keySet());
        LoadReport report = new LoadReport(
                ledger.source,
                all.size(),
                below(found.missing),
                all.stream()
                        .filter(name -> !found.given.containsKey(name) && !found.ignored.contains(name))
                        .toList(),
                found.misshapen.stream()
                        .filter(misfit -> misfit.name().startsWith(prefix))
                        .toList(),
                below(found.notFinite));
        if (!report.isClean()) {
            throw new CheckpointException(report.message());
        }
    }

    /** Everything given out below this scope, by full name and in the order of asking: what a checkpoint must hold. */
    public Map<String, NDArray> given() {
        Map<String, NDArray> arrays = new LinkedHashMap<>(ledger.findings.given);
        arrays.keySet().removeIf(name -> !name.startsWith(prefix));
        return arrays;
    }

    /** The trained ones among {@link #given}. */
    public Map<String, NDArray> trained() {
        Map<String, NDArray> arrays = given();
        arrays.keySet().retainAll(ledger.findings.trained);
        return arrays;
    }

    private NDArray ask(String name, DataType type, boolean trained, long... shape) {
        String full = prefix + name;
        Findings found = ledger.findings;
        if (!found.given.containsKey(full)) {
            found.given.put(
                    full,
                    ledger.initializer
                            .map(create -> create.create(full, new Shape(shape), type, trained))
                            .orElseGet(() -> stored(full, type, shape)));
        }
        if (trained) {
            found.trained.add(full);
        }
        return found.given.get(full);
    }

    private NDArray stored(String full, DataType type, long... shape) {
        StoredTensor tensor = ledger.stored.get(full);
        if (tensor == null) {
            ledger.findings.missing.add(full);
        } else if (!fits(tensor.shape(), shape)) {
            ledger.findings.misshapen.add(new LoadReport.Misfit(
                    full,
                    Arrays.stream(tensor.shape().getShape()).boxed().toList(),
                    Arrays.stream(shape).boxed().toList()));
        } else {
            NDArray array = tensor.toArray(ledger.model);
            if (!isFinite(array)) {
                ledger.findings.notFinite.add(full);
            }
            return array.getDataType() == type ? array : array.toType(type, false);
        }
        return placeholder(full, type, Arrays.stream(shape).map(Math::abs).toArray());
    }

    /** Zeros without memory of their own: sizes may come from a file that lies. */
    private NDArray placeholder(String full, DataType type, long... shape) {
        Shape whole = new Shape(shape);
        double elements = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (elements > MAX_PLACEHOLDER) {
            throw refused(full + " is missing or has another shape; expected " + whole + ", which is too large");
        }
        long[] one = new long[shape.length];
        Arrays.fill(one, 1);
        NDArray zero = ledger.model.zeros(new Shape(one), type);
        return shape.length == 0 ? zero : zero.broadcast(whole);
    }

    /** By the sum, which is the cheapest look at every value; only where the sum overflows each value is asked. */
    private static boolean isFinite(NDArray array) {
        if (!array.getDataType().isFloating() || array.size() == 0) {
            return true;
        }
        try (NDManager scope = array.getManager().newSubManager()) {
            scope.tempAttachAll(array);
            return isFiniteNumber(array.sum()) || isFiniteNumber(array.abs().max());
        }
    }

    private static boolean isFiniteNumber(NDArray number) {
        return Double.isFinite(number.toType(DataType.FLOAT64, false).getDouble());
    }

    private static boolean fits(Shape actual, long... expected) {
        boolean fits = actual.dimension() == expected.length;
        for (int axis = 0; fits && axis < expected.length; axis++) {
            fits = expected[axis] == -1 || expected[axis] == actual.get(axis);
        }
        return fits;
    }

    private List<String> below(Collection<String> names) {
        return names.stream().filter(name -> name.startsWith(prefix)).toList();
    }
}
