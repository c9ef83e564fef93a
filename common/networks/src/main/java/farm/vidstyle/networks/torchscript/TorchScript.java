package farm.vidstyle.networks.torchscript;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ModuleMethods;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The methods of one {@code .torchscript} file, callable from any thread.
 *
 * <p>The file holds functions only, each with {@code self} first:
 *
 * <pre>{@code
 * def shuffle(self, x: Tensor, factor: int) -> Tensor:
 *   return torch.pixel_shuffle(x, factor)
 * }</pre>
 *
 * Functions may call each other through {@code self}. Arguments and their types there: {@link NDArray} (Tensor),
 * {@link NDList} (List[Tensor]), double or float (float), int or long (int), boolean (bool), {@code double[]}
 * (List[float]), {@code int[]} or {@code long[]} (List[int]). There are no optional arguments and no state.
 *
 * <p><b>Ownership.</b> As everywhere in DJL, a result belongs to the manager of the <em>first</em> NDArray among the
 * arguments (looking into lists), so pass activations before parameters. A method without array arguments cannot be
 * called.
 *
 * <p><b>Gradients.</b> Recorded if the calling thread's gradient mode is on, which it is in a new thread: see
 * {@link Gradients}. Modules live as long as the JVM; keep one in a static field beside the code that calls it.
 */
public final class TorchScript {

    private final String name;
    private final long module;

    private TorchScript(String name, long module) {
        this.name = name;
        this.module = module;
    }

    /** Loads the resource that lies beside {@code owner}; fails at once if it does not compile. */
    public static TorchScript load(Class<?> owner, String resource) {
        String name = owner.getSimpleName() + "/" + resource;
        try (InputStream stream = owner.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + resource + " beside " + owner.getName());
            }
            return compile(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }

    static TorchScript compile(String name, String functions) {
        Engine.getEngine("PyTorch"); // loads the native library
        try {
            InputStream archive = ModuleArchive.of(functions);
            return new TorchScript(name, JniUtils.loadModuleHandle(archive, Device.cpu(), false, false));
        } catch (EngineException e) {
            throw new IllegalArgumentException("TorchScript " + name + " does not compile: " + reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load TorchScript " + name, e);
        }
    }

    /** Calls a method that returns one Tensor. */
    public NDArray call(String method, Object... arguments) {
        PtNDManager manager = managerOf(method, arguments);
        try (IValue result = run(method, arguments)) {
            if (!result.isTensor()) {
                throw new IllegalStateException(
                        name + "." + method + " returned " + result.getType() + "; expected a Tensor");
            }
            return result.toTensor(manager);
        }
    }

    /** Calls a method that returns a List[Tensor] or a tuple of Tensors. */
    public NDList callForList(String method, Object... arguments) {
        PtNDManager manager = managerOf(method, arguments);
        try (IValue result = run(method, arguments)) {
            if (!result.isTensorList() && !result.isTuple()) {
                throw new IllegalStateException(
                        name + "." + method + " returned " + result.getType() + "; expected Tensors");
            }
            return result.toNDList(manager);
        }
    }

    private IValue run(String method, Object... arguments) {
        List<IValue> values = new ArrayList<>(arguments.length);
        try {
            for (Object argument : arguments) {
                values.add(valueOf(method, argument));
            }
            // Plain execution, as eager PyTorch: the optimising executor would specialise on the first shapes seen, at
            // a
            // cost of seconds, and its first and later runs could round differently. The switch is thread-local.
            JniUtils.setGraphExecutorOptimize(false);
            return ModuleMethods.run(module, method, values);
        } catch (EngineException e) {
            throw new IllegalArgumentException(
                    "TorchScript " + name + "." + method + "(" + describe(arguments) + ") failed: " + reason(e), e);
        } finally {
            values.forEach(IValue::close);
        }
    }

    private IValue valueOf(String method, Object argument) {
        if (argument instanceof PtNDArray array) {
            return IValue.from(array);
        } else if (argument instanceof NDList list) {
            return IValue.listFrom(list.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
        } else if (argument instanceof Double || argument instanceof Float) {
            return IValue.from(((Number) argument).doubleValue());
        } else if (argument instanceof Integer || argument instanceof Long) {
            return IValue.from(((Number) argument).longValue());
        } else if (argument instanceof Boolean truth) {
            return IValue.from(truth);
        } else if (argument instanceof double[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof int[] numbers) {
            return IValue.listFrom(Arrays.stream(numbers).asLongStream().toArray());
        }
        throw new IllegalArgumentException(name + "." + method + " got an argument of "
                + argument.getClass().getName()
                + "; expected NDArray, NDList, a number, boolean, double[], long[] or int[]");
    }

    private PtNDManager managerOf(String method, Object... arguments) {
        for (Object argument : arguments) {
            if (argument instanceof NDArray array) {
                return pytorch(array.getManager());
            } else if (argument instanceof NDList list && !list.isEmpty()) {
                return pytorch(list.head().getManager());
            }
        }
        throw new IllegalArgumentException(
                name + "." + method + " needs an NDArray among its arguments, to whose manager the result can belong");
    }

    private PtNDManager pytorch(NDManager manager) {
        if (manager instanceof PtNDManager pytorch) {
            return pytorch;
        }
        throw new IllegalArgumentException(
                name + " got an array of " + manager.getEngine().getEngineName() + "; expected one of PyTorch");
    }

    /** libtorch's message without the native stack, which the cause keeps. */
    private static String reason(EngineException e) {
        return String.valueOf(e.getMessage())
                .split("Exception raised from", 2)[0]
                .strip();
    }

    private static String describe(Object... arguments) {
        List<String> words = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            if (argument instanceof NDArray array) {
                words.add(array.getDataType() + array.getShape().toString());
            } else if (argument instanceof NDList list) {
                Iterator<NDArray> arrays = list.iterator();
                words.add(list.size() + " arrays" + (arrays.hasNext() ? " from " + describe(arrays.next()) : ""));
            } else {
                words.add(argument.getClass().isArray() ? argument.getClass().getSimpleName() : argument.toString());
            }
        }
        return String.join(", ", words);
    }
}
