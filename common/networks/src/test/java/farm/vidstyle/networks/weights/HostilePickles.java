package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pickles that want to run something, take all memory or never end, in each kind of file that has pickles. */
final class HostilePickles {
    static final String PROTOCOL = "\u0080\u0002";

    /** A storage of four floats, up to the arguments of the tensor that follow it. */
    static final String TENSOR_OF_FOUR =
            "ctorch._utils\n_rebuild_tensor_v2\n((U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\4tQ";

    private static final List<String> DANGEROUS = List.of(
            "os system",
            "posix system",
            "nt system",
            "os popen",
            "os execv",
            "subprocess Popen",
            "subprocess check_output",
            "builtins eval",
            "builtins exec",
            "builtins __import__",
            "builtins getattr",
            "builtins open",
            "builtins compile",
            "__builtin__ eval",
            "importlib import_module",
            "runpy run_path",
            "pickle loads",
            "marshal loads",
            "types CodeType",
            "types FunctionType",
            "functools partial",
            "operator attrgetter",
            "torch load",
            "torch.hub load",
            "torch.jit load",
            "torch.package PackageImporter",
            "numpy load",
            "webbrowser open",
            "socket socket",
            "shutil rmtree",
            "ctypes CDLL",
            "pty spawn",
            "code InteractiveInterpreter",
            "pip main",
            "collections Counter",
            "__torch__x Foo",
            "bdb Bdb",
            "timeit timeit",
            "logging.config dictConfig",
            "java.lang Runtime");

    private static final String LEGACY_START =
            PROTOCOL + "\u008a\12l\u00fc\u009cF\u00f9 j\u00a8P\u0019." + PROTOCOL + "M\u00e9\3." + PROTOCOL + "}.";

    private HostilePickles() {}

    static Stream<HostileFile> all() {
        List<HostileFile> files = new ArrayList<>();
        for (String name : DANGEROUS) {
            calls(name, files);
        }
        BROKEN.forEach((pickle, reason) ->
                files.add(new HostileFile(reason + " in " + shown(pickle), ZipBytes.torch(PROTOCOL + pickle), reason)));
        networkPickles(files);
        legacyFiles(files);
        return files.stream();
    }

    /** The same dangerous name in each kind of file and way of naming. */
    private static void calls(String name, List<HostileFile> files) {
        String module = name.substring(0, name.indexOf(' '));
        String member = name.substring(name.indexOf(' ') + 1);
        String global = "c" + module + "\n" + member + "\n";
        String stacked = "U" + (char) module.length() + module + "U" + (char) member.length() + member + "\u0093";
        String reason = module + "." + member + ", which is not on the list";
        String called = "(U\2lstR.";
        files.add(new HostileFile(name + " called", ZipBytes.torch(PROTOCOL + global + called), reason));
        files.add(new HostileFile(
                name + " named through the stack", ZipBytes.torch(PROTOCOL + stacked + called), reason));
        files.add(new HostileFile(
                name + " among arguments",
                ZipBytes.torch(PROTOCOL + "(ctorch._utils\n_rebuild_parameter\n(" + global + "(U\2lstRtRt."),
                reason));
        files.add(new HostileFile(name + " in a bare pickle", latin("\u0080\4" + global + called), reason));
        files.add(new HostileFile(
                name + " in a file before 1.6", latin(LEGACY_START + PROTOCOL + global + called), reason));
    }

    /** What a pickle is after its protocol, and why it is refused. */
    private static final Map<String, String> BROKEN = Map.ofEntries(
            Map.entry("ccollections\nOrderedDict\n)R}U\14__setstate__cos\nsystem\nsb.", "os.system"),
            Map.entry("ctorch\nFloatStorage\n}U\14__setstate__K\1sb.", "sets the state of a Global"),
            Map.entry("K\1}b.", "sets the state of a Long"),
            Map.entry("cargparse\nNamespace\n}U\10__dict__}sb.", "sets the state of a Global"),
            Map.entry("ctorch\nFloatStorage\n(U\4evilK\1tR.", "come from the file"),
            Map.entry("U\2hi)R.", "not a known constructor"),
            Map.entry("ctorch\nSize\n)R.", "makes no sense"),
            Map.entry("ctorch\nSize\nK\1R.", "as a list"),
            Map.entry("ctorch\ndevice\n(]tR.", "makes no sense"),
            Map.entry("c_codecs\nencode\n(K\1tR.", "makes no sense"),
            Map.entry("K\1K\2\u0093.", "something that is not text"),
            Map.entry("]q\1h\1aK\1h\1\u0093.", "something that is not text"),
            Map.entry(
                    "ctorch._tensor\n_rebuild_from_type_v2\n(ctorch._tensor\n_rebuild_from_type_v2\nN)NtR.",
                    "not made by"),
            Map.entry("(S'ls'\nios\nsystem\n.", "operation 0x53"),
            Map.entry("(K\1ios\nsystem\n.", "operation 0x69"),
            Map.entry("(K\1cos\nsystem\no.", "os.system"),
            Map.entry("(K\1o.", "operation 0x6f"),
            Map.entry("I01\n.", "operation 0x49"),
            Map.entry("L1L\n.", "operation 0x4c"),
            Map.entry("Vevil\n.", "operation 0x56"),
            Map.entry("F1.5\n.", "operation 0x46"),
            Map.entry("K\1p0\n.", "operation 0x70"),
            Map.entry("g0\n.", "operation 0x67"),
            Map.entry("Pevil\n.", "operation 0x50"),
            Map.entry("\u0082\1.", "operation 0x82"), // the registry of extensions
            Map.entry("\u0083\1\0.", "operation 0x83"),
            Map.entry("\u0084\1\0\0\0.", "operation 0x84"),
            Map.entry("\u0092.", "operation 0x92"), // calls with named arguments
            Map.entry("\u0097.", "operation 0x97"), // buffers from elsewhere
            Map.entry("K\1\u0098.", "operation 0x98"),
            Map.entry("\u0080\t.", "protocol 9"),
            Map.entry("\u00fe.", "operation 0xfe"),
            Map.entry("X\u00ff\u00ff\u00ff\u007f.", "announces 2147483647 bytes"),
            Map.entry("X\u00ff\u00ff\u00ff\u00ff.", "announces -1 bytes"),
            Map.entry("B\u00ff\u00ff\u00ff\u00ff.", "announces 4294967295 bytes"),
            Map.entry("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.", "announces 9223372036854775807 bytes"),
            Map.entry("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.", "announces -1 bytes"),
            Map.entry("\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.", "announces 9223372036854775807 bytes"),
            Map.entry("X\2\0\0\0\u00c3(.", "not UTF-8"),
            Map.entry("\u008b\u00ff\u00ff\u00ff\u007f.", "integer of 2147483647 bytes"),
            Map.entry("\u008b\u00ff\u00ff\u00ff\u00ff.", "integer of -1 bytes"),
            Map.entry("K\1r\0\u00ca\u009a;.", "stores value 1000000000"), // a memo of a billion entries
            Map.entry("K\1r\u00ff\u00ff\u00ff\u00ff.", "stores value 4294967295"),
            Map.entry("j\u00ff\u00ff\u00ff\u007f.", "recalls value"),
            Map.entry("h\0.", "recalls value 0"),
            Map.entry("0.", "takes more from its stack"),
            Map.entry("(0.", "takes more from its stack"),
            Map.entry("t.", "closes what it never opened"),
            Map.entry("2.", "takes more from its stack"),
            Map.entry(".", "takes more from its stack"),
            Map.entry("(K\1s.", "takes more from its stack"),
            Map.entry("}(K\1u.", "without a value"),
            Map.entry("K\1(K\1e.", "as a list"),
            Map.entry("](K\1K\2u.", "sets an item of"),
            Map.entry("}q\1h\1K\1s.", "dictionary key"), // a dictionary that is its own key
            Map.entry("})K\1s.", "dictionary key"),
            Map.entry("K\1K\2", "not a valid pickle"),
            Map.entry("", "not a valid pickle"),
            Map.entry("cos", "not a valid pickle"),
            Map.entry("c" + "x".repeat(2000) + "\nsystem\n.", "name of more than 1024 letters"),
            Map.entry("]q\0h\0a.", "contains itself"),
            Map.entry("}q\0U\1ah\0s.", "contains itself"),
            Map.entry("}U\1a]q\1h\1as.", "contains itself"),
            Map.entry("]q\0]q\1h\0ah\1a.", "contains itself"), // through another one
            Map.entry("cargparse\nNamespace\n)R}q\0U\4selfh\0sb.", "contains itself"),
            Map.entry(")" + "\u0085".repeat(5000) + ".", "more than 200 deep"),
            Map.entry("(".repeat(5000) + "t".repeat(5000) + ".", "nests more than 1000 structures"),
            Map.entry("]" + "0]".repeat(2_000_000) + ".", "more than 2000000 operations"),
            Map.entry("K\1" + "2".repeat(2_500_000) + ".", "more than 2000000 operations"),
            Map.entry(copies(), "more than 2000000 operations"),
            Map.entry("X" + number(2 << 20) + "x".repeat(2 << 20) + ".", "has a text of 2097152 bytes"),
            Map.entry("U\1aQ.", "not a storage"),
            Map.entry("(U\7storagectorch\nFloatStorage\nU\0010U\3cpuJ\u00ff\u00ff\u00ff\u00fftQ.", "has -1 elements"),
            Map.entry(
                    "(U\7storagectorch\nFloatStorage\nU\0010U\3cpu\u008a\10\0\0\0\0\0\0\0@tQ.", "elements of 4 bytes"),
            Map.entry("(U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\5tQ.", "its tensors need 20"),
            Map.entry("(U\7storagectorch\nFloatStorage\nU\0019U\3cpuK\4tQ.", "has no entry archive/data/9"),
            Map.entry("(U\7storagectorch\nFloatStorage\nU\14../../passwdU\3cpuK\4tQ.", "has no entry"),
            Map.entry("(U\7storagectorch\nSize\nU\0010U\3cpuK\4tQ.", "unknown type"),
            Map.entry("(U\7storageK\1U\0010U\3cpuK\4tQ.", "unknown type"),
            Map.entry(
                    "(U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\4tQ(U\7storagectorch\nLongStorage\nU\0010U\3cpuK\2tQ.",
                    "first and"),
            Map.entry("(U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\4)tQ.", "views of others"),
            Map.entry(TENSOR_OF_FOUR + "K\0K\5\u0085K\1\u0085tR.", "reaches past the end"),
            Map.entry(TENSOR_OF_FOUR + "K\1K\4\u0085K\1\u0085tR.", "reaches past the end"),
            Map.entry(TENSOR_OF_FOUR + "K\0K\3\u0085K\2\u0085tR.", "reaches past the end"),
            Map.entry(TENSOR_OF_FOUR + "J\u00ff\u00ff\u00ff\u00ffK\4\u0085K\1\u0085tR.", "reaches past the end"),
            Map.entry(TENSOR_OF_FOUR + "K\0K\2\u0085J\u00ff\u00ff\u00ff\u00ff\u0085tR.", "negative"),
            Map.entry(TENSOR_OF_FOUR + "K\0J\u00ff\u00ff\u00ff\u00ff\u0085K\1\u0085tR.", "negative"),
            Map.entry(TENSOR_OF_FOUR + "K\0K\2K\2\u0086K\1\u0085tR.", "one stride an axis"),
            Map.entry(
                    TENSOR_OF_FOUR + "K\0(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft(K\0K\0ttR.",
                    "larger than"),
            Map.entry(TENSOR_OF_FOUR + "K\0J\0\0\0\u0010\u0085K\0\u0085tR.", "larger than 67108864"),
            Map.entry(
                    TENSOR_OF_FOUR + "K\0(K\0J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft(K\0K\0K\0ttR.",
                    "larger than"),
            Map.entry(
                    TENSOR_OF_FOUR + "K\0\u008a\10\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085"
                            + "\u008a\10\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085tR.",
                    "overflow"),
            Map.entry(TENSOR_OF_FOUR + "K\0(" + "K\1".repeat(65) + "t(" + "K\1".repeat(65) + "ttR.", "65 axes"),
            Map.entry(TENSOR_OF_FOUR + "K\0\u008a\11\0\0\0\0\0\0\0\0\1\u0085K\1\u0085tR.", "makes no sense"),
            Map.entry(TENSOR_OF_FOUR + "U\1aK\5\u0085K\1\u0085tR.", "makes no sense"),
            Map.entry("ctorch.storage\n_load_from_bytes\n(C\1xtR.", "torch.storage._load_from_bytes"),
            Map.entry("ctorch_utils.persistence\n_reconstruct_persistent_obj\n(}tR.", "_reconstruct_persistent_obj"));

    /** A list of many items, copied again and again by a constructor: memory must not grow with their product. */
    private static String copies() {
        return "](" + "K\1".repeat(100_000) + "eq\0(" + "cbuiltins\nset\n(h\0tR".repeat(40) + "t.";
    }

    private static void networkPickles(List<HostileFile> files) {
        String network = "}U\1Gctorch_utils.persistence\n_reconstruct_persistent_obj\n(";
        String storage = "}U\1actorch.storage\n_load_from_bytes\n(";
        Map.of(
                        network + "K\1tRs.",
                        "makes no sense",
                        network + "}tRs.",
                        "not the record of a class",
                        network + "}(U\4typeU\6moduleU\12class_nameU\1Gu" + "tRs.",
                        "not the record of a class",
                        network + "}(U\4typeU\5classU\12class_nameU\1GU\5statecos\nsystem\nutRs.",
                        "os.system",
                        storage + "K\1tRs.",
                        "makes no sense",
                        storage + "C\20aaaaaaaaaaaaaaaatRs.",
                        "takes more from its stack",
                        storage + "C\3\u0080\2.tRs.",
                        "takes more from its stack",
                        storage + nested() + "tRs.",
                        "torch.storage._load_from_bytes",
                        "}.",
                        "neither one of torch.save nor a dictionary",
                        "K\1.",
                        "neither one of torch.save nor a dictionary")
                .forEach((pickle, reason) -> files.add(new HostileFile(
                        "network pickle " + shown(pickle), latin("\u0080\3" + pickle + " ".repeat(8)), reason)));
        files.add(new HostileFile(
                "tensors outside of a pickle",
                latin("\u0080\3}U\1a" + TENSOR_OF_FOUR + "tRs."),
                "outside of its pickle"));
    }

    /** A storage whose bytes want to read bytes again. */
    private static String nested() {
        String inner = PROTOCOL + "ctorch.storage\n_load_from_bytes\n(C\1xtR.";
        return "C" + (char) inner.length() + inner;
    }

    private static void legacyFiles(List<HostileFile> files) {
        String tensor = TENSOR_OF_FOUR + "K\0K\4\u0085K\1\u0085tR";
        String object = LEGACY_START + PROTOCOL + tensor + "." + PROTOCOL;
        String four = number(4) + number(0);
        Map.of(
                        object + "](U\0010e." + four + "\0".repeat(15),
                        "storage 0 should be the 16 bytes",
                        object + "](U\0010e.",
                        "the length of storage 0",
                        object + "](U\0010e." + number(5) + number(0) + "\0".repeat(20),
                        "not what its tensors say",
                        object + "](U\0010e." + number(-1) + number(-1) + "\0".repeat(16),
                        "not what its tensors say",
                        object + "](U\0011e." + four + "\0".repeat(16),
                        "not what its tensors say",
                        object + "].",
                        "has no storage 0",
                        object + "K\1.",
                        "no list of storages",
                        object + "](K\1e." + four + "\0".repeat(16),
                        "key that is not text",
                        LEGACY_START,
                        "breaks off",
                        LEGACY_START.replace("}.", "}U\15little_endian\u0089s."),
                        "big-endian")
                .forEach((content, reason) ->
                        files.add(new HostileFile("file before 1.6: " + reason, latin(content), reason)));
    }

    private static String number(int value) {
        return new String(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .array(),
                ISO_8859_1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String shown(String pickle) {
        String start = pickle.length() > 60 ? pickle.substring(0, 60) + "…" : pickle;
        return start.replaceAll("\\P{Print}", "?");
    }
}
