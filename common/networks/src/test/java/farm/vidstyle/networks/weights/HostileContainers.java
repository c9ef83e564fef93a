package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Archives, headers and marks that lie: everything around the pickles. */
final class HostileContainers {
    private static final byte[] PICKLE = (HostilePickles.PROTOCOL + "}.").getBytes(ISO_8859_1);
    private static final byte[] ARRAY = npy("'descr': '<f4', 'fortran_order': False, 'shape': (2,), ", 8);

    private HostileContainers() {}

    static Stream<HostileFile> all() {
        List<HostileFile> files = new ArrayList<>();
        zips(files);
        tables(files);
        numpy(files);
        HEADERS.forEach((header, reason) ->
                files.add(new HostileFile("safetensors: " + reason, safetensors(header, 8), reason)));
        lengths(files);
        OTHER_FILES.forEach((content, reason) ->
                files.add(new HostileFile("other file " + reason, content.getBytes(ISO_8859_1), reason)));
        return files.stream();
    }

    private static void zips(List<HostileFile> files) {
        byte[] zeros = new byte[4 << 20];
        for (String name :
                List.of("../data.pkl", "/etc/passwd", "a/../../b", "a\\..\\b", "C:\\x", "a/..", "a\0b", "a\nb")) {
            files.add(zip(
                    "name " + name,
                    new ZipBytes().stored("a/data.pkl", PICKLE).stored(name, PICKLE),
                    "not a plain path"));
        }
        files.add(zip(
                "twice the pickle",
                new ZipBytes().stored("a/data.pkl", PICKLE).stored("a/data.pkl", PICKLE),
                "two entries"));
        files.add(zip(
                "two pickles",
                new ZipBytes().stored("a/data.pkl", PICKLE).stored("b/data.pkl", PICKLE),
                "several data.pkl"));
        files.add(zip("no pickle", new ZipBytes().stored("a/readme.txt", PICKLE), "no data.pkl"));
        files.add(zip("nothing", new ZipBytes().stored("a/b/c/data.pkl", PICKLE), "no data.pkl"));
        files.add(zip("compressed pickle", new ZipBytes().deflated("a/data.pkl", PICKLE), "is compressed"));
        files.add(zip("bomb for a pickle", new ZipBytes().deflated("a/data.pkl", zeros), "is compressed"));
        files.add(
                zip("encrypted pickle", new ZipBytes().entry("a/data.pkl", PICKLE, 0, PICKLE.length, 1), "encrypted"));
        files.add(zip("stored but longer", new ZipBytes().entry("a/data.pkl", PICKLE, 0, 1 << 20, 0), "is compressed"));
        files.add(zip("huge pickle", new ZipBytes().entry("a/data.pkl", PICKLE, 0, 33554433, 0), "has 33554433 bytes"));
        files.add(zip(
                "other end of bytes",
                new ZipBytes().stored("a/data.pkl", PICKLE).stored("a/byteorder", "big".getBytes(UTF_8)),
                "big-endian"));
        byte[] moved = new ZipBytes().stored("a/data.pkl", PICKLE).bytes();
        moved[0] = 'P';
        moved[8] = 8; // the header before the entry says deflated, the table stored
        files.add(new HostileFile("two opinions about an entry", moved, "does not start where the table says"));
    }

    private static void tables(List<HostileFile> files) {
        ZipBytes one = new ZipBytes().stored("a/data.pkl", PICKLE);
        int end = one.bytes().length - 22;
        int start = 30 + "a/data.pkl".length() + PICKLE.length;
        files.add(
                new HostileFile("more entries than the table", one.bytes(2, end - start, start), "breaks off after 1"));
        files.add(new HostileFile(
                "table behind the end", one.bytes(1, end - start, 1 << 30), "the table of the archive"));
        files.add(new HostileFile("table of two gigabytes", one.bytes(1, -1, start), "entries in a table"));
        files.add(new HostileFile("table cut", one.bytes(1, 50, start), "breaks off after 0"));
        files.add(new HostileFile("table elsewhere", one.bytes(1, end - start, 0), "breaks off after 0"));
        files.add(new HostileFile(
                "only a mark", "PK\3\4 and nothing else, really".getBytes(UTF_8), "no table of entries"));
        byte[] lost = one.bytes();
        lost[start + 42] = (byte) 0xff; // where the entry starts
        lost[start + 43] = (byte) 0xff;
        files.add(new HostileFile("entry behind the end", lost, "the header of entry a/data.pkl"));
    }

    private static void numpy(List<HostileFile> files) {
        String objects = "'descr': '|O', 'fortran_order': False, 'shape': (1,), ";
        String[][] headers = {
            {objects, "the type '|O'"},
            {"'descr': '>f4', 'fortran_order': False, 'shape': (2,), ", "the type '>f4'"},
            {"'descr': '<c8', 'fortran_order': False, 'shape': (1,), ", "the type '<c8'"},
            {"'descr': '<U2', 'fortran_order': False, 'shape': (1,), ", "the type '<U2'"},
            {"'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), ", "not of plain numbers"},
            {"'descr': __import__('os').system('ls'), 'fortran_order': False, 'shape': (2,), ", "not of plain numbers"},
            {"'descr': '<f4', 'fortran_order': False, 'shape': (-2,), ", "not of plain numbers"},
            {"'descr': '<f4', 'fortran_order': False, 'shape': (3,), ", "reaches past the end"},
            {"'descr': '<f4', 'fortran_order': True, 'shape': (4294967296, 4294967296, 4294967296), ", "overflow"},
            {"'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), ", "99999999999999999999"},
            {"'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), ", "need"},
        };
        for (String[] header : headers) {
            files.add(zip("npz " + header[1], new ZipBytes().stored("a.npy", npy(header[0], 8)), header[1]));
        }
        byte[] bomb = npy("'descr': '<f4', 'fortran_order': False, 'shape': (4194304,), ", 16 << 20);
        files.add(zip("npz bomb", new ZipBytes().deflated("a.npy", bomb), "at most 100 times"));
        files.add(zip(
                "npz with another file", new ZipBytes().stored("a.npy", ARRAY).stored("b.txt", PICKLE), "is no .npy"));
        files.add(zip("npz without mark", new ZipBytes().stored("a.npy", new byte[64]), "does not start as an array"));
        files.add(zip("npz of nothing", new ZipBytes().stored("a.npy", new byte[0]), "does not start as an array"));
        files.add(zip(
                "npz with short data",
                new ZipBytes().entry("a.npy", ZipBytes.deflate(ARRAY), 8, 1000, 0),
                "unpacks to"));
        files.add(zip("npz damaged", new ZipBytes().entry("a.npy", new byte[] {7, 7, 7, 7}, 8, 100, 0), "is damaged"));
        files.add(zip("npz by another method", new ZipBytes().entry("a.npy", ARRAY, 12, ARRAY.length, 0), "method 12"));
        byte[] endless = ARRAY.clone();
        endless[8] = (byte) 0xff;
        endless[9] = (byte) 0xff;
        files.add(
                zip("npz with a long header", new ZipBytes().stored("a.npy", endless), "announces a header of 65535"));
    }

    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "past the end"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", "cut short"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "behind a gap"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "4 bytes behind its last"),
            Map.entry("{}", "8 bytes behind its last"),
            Map.entry(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                    "inside the one before"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "lies at [8,0]"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}", "lies at [-8,0]"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}", "lies at [0,8,9]"),
            Map.entry(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,18446744073709551624]}}",
                    "18446744073709551624; expected a whole number"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8.0]}}", "8.0; expected a whole"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "lacks its shape or place"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "lacks its shape or place"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}", "lacks its shape or place"),
            Map.entry(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}", "\"2\"; expected a whole"),
            Map.entry("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "negative"),
            Map.entry(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}", "overflow"),
            Map.entry(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,4611686018427387904,4],\"data_offsets\":[0,0]}}",
                    "overflow"),
            Map.entry("{\"a\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}", "unknown type \"C64\""),
            Map.entry("{\"a\":{\"shape\":[1],\"data_offsets\":[0,8]}}", "unknown type"),
            Map.entry("{\"a\":1,\"a\":2}", "Duplicate field"),
            Map.entry("{\"a\":1}", "lacks its shape or place"),
            Map.entry("{\"__metadata__\":{\"a\":1}}", "metadata a that is not text"),
            Map.entry("{\"a\":", "not JSON"),
            Map.entry("{} {}", "not JSON"),
            Map.entry("{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}", "not JSON"),
            Map.entry("{\"\u00e9\":1}", "not UTF-8"));

    private static void lengths(List<HostileFile> files) {
        for (long length : new long[] {0, 1, -1, Long.MAX_VALUE, 1L << 32, 100}) {
            byte[] file = safetensors("{}", 0);
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
            files.add(new HostileFile("header of " + length, file, "none of the marks"));
        }
        files.add(new HostileFile(
                "header of 9 MB", safetensors("{" + " ".repeat(9 << 20) + "}", 0), "announces a header of"));
    }

    private static final Map<String, String> OTHER_FILES = Map.of(
            "", "has 0 bytes",
            "PK", "has 2 bytes",
            "\u0089PNG\r\n\u001a\n and so on", "none of the marks",
            "\u007fELF\2\1\1 and so on", "none of the marks",
            "#!/bin/sh\nrm -rf x\n", "none of the marks",
            "\u0080\1cos\nsystem\n(S'ls'\ntR.", "none of the marks", // a pickle of protocol 1
            "cos\nsystem\n(S'ls'\ntR.", "none of the marks",
            "{\"weight_map\":{\"a\":\"b.safetensors\"}}", "open it where they are",
            "\u0089HDF\r\n\u001a\n of Keras", "none of the marks");

    private static HostileFile zip(String what, ZipBytes zip, String reason) {
        return new HostileFile("zip: " + what.replaceAll("\\p{Cntrl}", "?"), zip.bytes(), reason);
    }

    static byte[] safetensors(String header, int dataBytes) {
        byte[] json = header.getBytes(header.contains("\u00e9") ? ISO_8859_1 : UTF_8);
        return ByteBuffer.allocate(8 + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    static byte[] npy(String header, int dataBytes) {
        byte[] text = ("{" + header + "}\n").getBytes(ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\1\0".getBytes(ISO_8859_1))
                .putShort((short) text.length)
                .put(text)
                .array();
    }
}
